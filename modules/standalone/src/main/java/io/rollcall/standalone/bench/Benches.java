package io.rollcall.standalone.bench;

import java.util.List;

/** All of them, in the order in which they are run. */
final class Benches {

    private Benches() {}

    static List<Bench> all() {
        return List.of(
                new SweepBench(),
                new IncumbentBench(),
                new CoreBench(),
                new StubBench(),
                new LatencyBench(),
                new IdleBench(),
                new PunctuationBench(),
                new RestartBench(),
                new FairnessBench(),
                new DeleteBench(),
                new FlipsBench(),
                new PatchBench(),
                new NoopsBench(),
                new WatcherBench(),
                new ReplayBench());
    }
}
