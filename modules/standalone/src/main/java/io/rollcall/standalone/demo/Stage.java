package io.rollcall.standalone.demo;

import java.util.List;
import java.util.Optional;

/** What the scenario does to the ground it plays on, and what it can ask of it at once. */
interface Stage {

    /** Deletes the image's manifest from the registry. */
    void delete(DemoImage image);

    /** Pushes it back. */
    void push(DemoImage image);

    /** Takes the registry's whole storage away. */
    void loseStorage();

    /** Brings it back. */
    void restoreStorage();

    /** The resources, read now. */
    List<ImageView> images();

    /** The Events about them, read now. */
    List<Noted> events();

    /** The sentence of a service that has failed for good. */
    Optional<String> failed();

    /** What the services wait for, a sentence each. */
    List<String> waiting();

    /** Where to look when something was not seen, one sentence. */
    String look();
}
