package io.rollcall.watcher.log;

import io.rollcall.contract.image.ImageKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Messages to the thread that owns the decisions. Putting never blocks. Changes of one key fold into one message, so that a
 * burst of events takes no more room than there are keys; the other messages answer what that thread asked for, and are as
 * few as it has questions open.
 */
public final class Inbox {
    private final Object lock = new Object();
    private Set<ImageKey> changed = new LinkedHashSet<>();
    private List<Message> others = new ArrayList<>();

    /** The object under this key changed, came or went. */
    public void changed(ImageKey key) {
        synchronized (lock) {
            changed.add(key);
        }
    }

    /** The first list of this kind is complete. */
    public void synced(String kind) {
        put(new Message.Synced(kind));
    }

    void put(Message message) {
        synchronized (lock) {
            others.add(message);
        }
    }

    /** Takes everything out, changes last. */
    List<Message> drain() {
        Set<ImageKey> keys;
        List<Message> messages;
        synchronized (lock) {
            if (changed.isEmpty() && others.isEmpty()) {
                return List.of();
            }
            keys = changed;
            messages = others;
            changed = new LinkedHashSet<>();
            others = new ArrayList<>();
        }
        keys.forEach(key -> messages.add(new Message.Changed(key)));
        return messages;
    }
}
