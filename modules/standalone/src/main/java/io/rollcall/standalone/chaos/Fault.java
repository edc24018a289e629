package io.rollcall.standalone.chaos;

/** Something that happens to a part of the whole, and passes. */
sealed interface Fault {

    /** In a clause, for a person. */
    String words();

    /** SIGKILL; started again afterwards, under the same name. */
    record Killed(Replica replica) implements Fault {
        @Override
        public String words() {
            return "kill -9 " + replica;
        }
    }

    /** SIGSTOP, and SIGCONT afterwards. */
    record Paused(Replica replica) implements Fault {
        @Override
        public String words() {
            return "SIGSTOP " + replica;
        }
    }

    /**
     * The broker is away; afterwards it is back on what it stored.
     *
     * @param killed by SIGKILL, not by SIGTERM
     */
    record BrokerAway(boolean killed) implements Fault {
        @Override
        public String words() {
            return killed ? "kill -9 the broker" : "the broker is stopped";
        }
    }

    /** Nobody reaches the API server, and every watch ends. */
    record ApiServerAway() implements Fault {
        @Override
        public String words() {
            return "the API server is away";
        }
    }

    /** The API server answers, in part. */
    record ApiServerTrouble(Trouble trouble) implements Fault {
        @Override
        public String words() {
            return "the API server " + trouble.words();
        }
    }

    /** The registry goes and comes, so many times; every second time it takes connections meanwhile. */
    record RegistryFlaps(int times) implements Fault {
        @Override
        public String words() {
            return "the registry goes and comes %d times".formatted(times);
        }
    }

    /** For a moment the registry's storage is what it was before the turn. */
    record StorageBlinks() implements Fault {
        @Override
        public String words() {
            return "the storage is for a moment what it was";
        }
    }

    /**
     * A record that nobody can read, on every topic.
     *
     * @param number tells it from all others
     */
    record Poison(int number) implements Fault {
        @Override
        public String words() {
            return "poison %d on every topic".formatted(number);
        }
    }

    /** Each service is restarted as a deployment restarts it: a replica at a time, and all three services at once. */
    record RollingRestart() implements Fault {
        @Override
        public String words() {
            return "a rolling restart of everything";
        }
    }
}
