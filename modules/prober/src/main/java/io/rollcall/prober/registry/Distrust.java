package io.rollcall.prober.registry;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why a registry's TLS session is refused. Told by exceptions' types alone. */
public enum Distrust {
    /** One of its certificates has ended. */
    EXPIRED,
    /** One of its certificates begins later: a clock is wrong. */
    NOT_YET_VALID,
    /** No trusted certificate signed it. */
    UNKNOWN_ISSUER,
    /** It is for another name. */
    OTHER_NAME,
    /** What listens there speaks no TLS. */
    NO_TLS,
    /** Anything else. */
    OTHER;

    static Distrust of(Throwable error) {
        if (has(error, CertificateExpiredException.class)) {
            return EXPIRED;
        } else if (has(error, CertificateNotYetValidException.class)) {
            return NOT_YET_VALID;
        } else if (has(error, CertPathBuilderException.class) || causes(error).anyMatch(Distrust::isForged)) {
            return UNKNOWN_ISSUER;
        } else if (has(error, SSLPeerUnverifiedException.class) || causes(error).anyMatch(Distrust::isAboutTheName)) {
            return OTHER_NAME;
        }
        return error instanceof SSLException && !(error instanceof SSLHandshakeException) ? NO_TLS : OTHER;
    }

    // an authority that was made anew under its old name signs with another key
    private static boolean isForged(Throwable cause) {
        return cause instanceof CertPathValidatorException path && path.getReason() == BasicReason.INVALID_SIGNATURE;
    }

    // the JDK's check of the name throws the bare class; what is wrong with the chain has a class of its own
    private static boolean isAboutTheName(Throwable cause) {
        return cause.getClass() == CertificateException.class;
    }

    private static boolean has(Throwable error, Class<? extends Throwable> type) {
        return causes(error).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable error) {
        return Stream.iterate(error, cause -> cause != null, Throwable::getCause);
    }
}
