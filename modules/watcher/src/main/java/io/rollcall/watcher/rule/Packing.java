package io.rollcall.watcher.rule;

/** A way to keep bytes in little room. Safe for use by several threads. */
interface Packing {

    /** No way at all. */
    Packing AS_IS = new Packing() {
        @Override
        public byte[] pack(byte[] plain) {
            return plain;
        }

        @Override
        public byte[] unpack(byte[] packed) {
            return packed;
        }
    };

    /** @return what only {@link #unpack} of this very packing understands */
    byte[] pack(byte[] plain);

    byte[] unpack(byte[] packed);
}
