package io.rollcall.watcher.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;

/** What an informer looks at of an object. */
final class Identity {

    private Identity() {}

    /** Any of them may be null. */
    static ObjectMeta of(String namespace, String name, String uid, String resourceVersion) {
        ObjectMeta metadata = new ObjectMeta();
        metadata.setNamespace(namespace);
        metadata.setName(name);
        metadata.setUid(uid);
        metadata.setResourceVersion(resourceVersion);
        return metadata;
    }
}
