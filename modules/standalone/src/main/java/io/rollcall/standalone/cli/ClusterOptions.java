package io.rollcall.standalone.cli;

import io.rollcall.runtime.config.ConfigLoader;
import picocli.CommandLine.Option;

/** Which cluster a command speaks to. */
public final class ClusterOptions {

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "The cluster; without it KUBECONFIG, else ~/.kube/config, else the pod's service account.")
    String kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "A context of the kubeconfig; else its current one.")
    String context;

    /** Puts what was given above every other source. */
    public void override(ConfigLoader loader) {
        if (kubeconfig != null) {
            loader.override("kubernetes.kubeconfig", kubeconfig, "--kubeconfig");
        }
        if (context != null) {
            loader.override("kubernetes.context", context, "--context");
        }
    }

    /** As they were given, with a blank before each; empty where they were not. */
    public String shown() {
        return (kubeconfig == null ? "" : " --kubeconfig " + kubeconfig)
                + (context == null ? "" : " --context " + context);
    }
}
