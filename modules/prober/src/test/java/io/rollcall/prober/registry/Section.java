package io.rollcall.prober.registry;

/** The sections of {@code docs/verdicts.md} that hold rows, in their order. */
enum Section {
    IMAGES("Images, in a registry that is well", "Observed on Distribution 2.8, Debian's `docker-registry`."),
    STORAGE(
            "The registry's storage",
            "Observed on the same. A volume that is gone or fresh looks, to everybody who asks, exactly like images that"
                    + " were deleted: the registry itself says so, and Rollcall believes it. When the volume is back, so are"
                    + " the images."),
    ACCESS("Credentials and certificates", "Observed on the same, with TLS and a password, or with tokens."),
    NETWORK("On the way to the registry", "Observed on the same; faults in between are a TCP proxy's."),
    NGINX(
            "Behind a reverse proxy",
            "Observed on the same behind a real nginx. The image is there in every row, so none of them is *absent*."),
    REGISTRYS_WORD(
            "What a registry itself says, behind a reverse proxy",
            "Observed on the same. Whoever answers in a registry's own words is believed. So a proxy must not keep 404s, and"
                    + " must lead to the right registry and repository; once it does, the images are `Ready` again."),
    FIXTURES(
            "Answers from fixtures",
            "Not a registry's own: answers that Distribution 2.8 cannot be made to give, played back by a scripted server."
                    + " Those marked DVCR are how Distribution 3.1 with DVCR's access plugin answers.");

    private final String title;
    private final String intro;

    Section(String title, String intro) {
        this.title = title;
        this.intro = intro;
    }

    String heading() {
        return "### " + title;
    }

    String intro() {
        return intro;
    }
}
