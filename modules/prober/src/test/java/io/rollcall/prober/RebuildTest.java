package io.rollcall.prober;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.prober.Rebuild.Outcome;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** What somebody must do is said. The refusals are scripted: what a broker refuses whom is its own business. */
class RebuildTest {
    @Test
    void shouldNameTheRightsAndTheWayWithoutThemWhenItMayNotClearAway() {
        // When
        Outcome outcome = attempt(new GroupAuthorizationException("Not authorized to access group: r-prober."));

        // Then
        assertThat(outcome)
                .isEqualTo(
                        new Outcome.Refused("The prober's own topics were lost, and it may not clear away what is left"
                                + " (Not authorized to access group: r-prober); let it delete group and topics by the prefix"
                                + " r-prober, or stop all its replicas and set prober.applicationId to a new name."));
    }

    @Test
    void shouldSayThatItTriesOnWhenTheBrokersDoNotAnswer() {
        // When
        Outcome outcome = attempt(new TimeoutException("the brokers do not answer"));

        // Then
        assertThat(outcome)
                .isEqualTo(new Outcome.Refused("The prober's own topics were lost, and cannot be made anew yet (the"
                        + " brokers do not answer); check the brokers, it is tried again."));
    }

    private static Outcome attempt(KafkaException refusal) {
        Admin refusing = (Admin) Proxy.newProxyInstance(
                Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, (proxy, method, args) -> {
                    throw refusal;
                });
        return new Rebuild(new OwnTopics(refusing, "r-prober")).attempt();
    }
}
