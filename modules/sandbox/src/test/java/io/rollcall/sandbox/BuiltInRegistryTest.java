package io.rollcall.sandbox;

class BuiltInRegistryTest extends RegistryContract {

    @Override
    Registry start() {
        return BuiltInRegistry.start();
    }
}
