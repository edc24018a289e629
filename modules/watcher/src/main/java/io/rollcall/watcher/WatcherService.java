package io.rollcall.watcher;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.rollcall.contract.kind.ImageKinds;
import io.rollcall.contract.kind.Projection;
import io.rollcall.contract.kind.ResourceKind;
import io.rollcall.runtime.config.RollcallConfig;
import io.rollcall.runtime.kafka.TopicsAdmin;
import io.rollcall.runtime.kafka.TopicsGate;
import io.rollcall.runtime.service.Service;
import io.rollcall.runtime.service.ServiceContext;
import io.rollcall.watcher.cluster.KubernetesClients;
import io.rollcall.watcher.cluster.Selection;
import io.rollcall.watcher.cluster.Watches;
import io.rollcall.watcher.log.ImagesLog;
import io.rollcall.watcher.log.Inbox;
import io.rollcall.watcher.log.LogSettings;
import io.rollcall.watcher.notifications.Notifications;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The watcher: informers on one side, the log on the other, and one thread between them that decides.
 *
 * <p>It is ready when every kind is watched and every partition that it owns is read to its end.
 */
public final class WatcherService implements Service {
    private static final Duration TOPICS_TIMEOUT = Duration.ofSeconds(10);

    private final ServiceContext context;
    private final List<ResourceKind> kinds;
    private Watches watches;
    private ImagesLog log;
    private Notifications notifications;

    /** Watches VirtualImages and ClusterVirtualImages. */
    public WatcherService(ServiceContext context) {
        this(
                context,
                ImageKinds.all(
                        context.config().recheck().min(),
                        context.config().recheck().max(),
                        context.config().deepCheck().schedule()));
    }

    /** Watches these kinds. */
    public WatcherService(ServiceContext context, List<ResourceKind> kinds) {
        this.context = requireNonNull(context, "context is null");
        this.kinds = List.copyOf(kinds);
    }

    @Override
    public void start() {
        KubernetesClient client;
        try {
            client = KubernetesClients.of(context.config().kubernetes());
        } catch (KubernetesClientException e) {
            context.health()
                    .fail("the kubeconfig cannot be used (%s); correct kubernetes.kubeconfig and kubernetes.context."
                            .formatted(e.getMessage()));
            return;
        }
        start(client);
    }

    private void start(KubernetesClient client) {
        RollcallConfig config = context.config();
        Selection selection = Selection.of(kinds, config.kubernetes());
        Inbox inbox = new Inbox();
        watches = new Watches(
                client,
                selection,
                new Projection(config.cluster()),
                inbox,
                context.meters(),
                context.health(),
                context.clock());
        String group = config.kafka().topicPrefix() + "-watcher-" + selection.hash();
        log = new ImagesLog(
                LogSettings.of(config, context.kafka(), group),
                new TopicsGate(
                        new TopicsAdmin(() -> context.kafka().admin("topics"), config.kafka(), TOPICS_TIMEOUT),
                        context.health()),
                watches,
                watches.lookups(),
                inbox,
                kinds.stream().collect(Collectors.toMap(ResourceKind::crd, ResourceKind::kind)),
                context.meters(),
                context.health(),
                context.clock());
        notifications = Notifications.open(context);
        watches.start();
        log.start();
    }

    @Override
    public void stop(Duration within) {
        if (log != null) {
            notifications.close(within.dividedBy(5));
            log.stop(within.multipliedBy(3).dividedBy(5));
            watches.close();
        }
    }
}
