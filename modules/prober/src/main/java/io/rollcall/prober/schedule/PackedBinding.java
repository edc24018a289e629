package io.rollcall.prober.schedule;

/** How the values of the store {@code bindings} are packed. */
final class PackedBinding implements Packed<Binding> {
    @Override
    public boolean fits(Binding binding) {
        return binding.asks().stream().allMatch(PackedAsk::fits);
    }

    @Override
    public void write(PackWriter out, Binding binding) {
        out.text(binding.uid())
                .text(binding.resourceVersion())
                .text(binding.recheckRequestedAt())
                .list(binding.asks(), ask -> PackedAsk.write(out, ask));
    }

    @Override
    public Binding read(PackReader in) {
        return new Binding(in.text(), in.text(), in.text(), in.list(() -> PackedAsk.read(in)));
    }
}
