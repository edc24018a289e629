package io.rollcall.prober.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    https://me:s3cret@reg.example/v2/    | https://****@reg.example/v2/
                    https://s3/b?X-Amz-Signature=s3cret&X-Amz-Date=s3cret#x | https://s3/b?X-Amz-Signature=****&X-Amz-Date=****
                    https://reg/v2/?s3cret               | https://reg/v2/?****
                    {"token":"s3cret","expires_in":60}   | {"token":"****","expires_in":60}
                    {"access_token" : "s3cret"}          | {"access_token" : "****"}
                    {"refresh_token":"s3cret"}           | {"refresh_token":"****"}
                    you sent Basic czNjcmV0==            | you sent Basic ****
                    Authorization: Bearer s3cret.s3.cret | Authorization: Bearer ****
                    Bearer realm="https://me:s3cret@a.example/t?k=s3cret",service="s" | Bearer realm="https://****@a.example/t?k=****",service="s"
                    nothing to hide                      | nothing to hide
                    """)
    void shouldShowNoSecretOfAText(String raw, String shown) {
        assertThat(Masked.text(raw)).isEqualTo(shown);
    }

    @Test
    void shouldShowWhatIsAskedForAndNothingElseOfAQuery() {
        assertThat(Masked.path("/token?account=s3cret&service=reg&scope=repository%3Aa%3Apull"))
                .isEqualTo("/token?account=****&service=reg&scope=repository%3Aa%3Apull");
    }

    @ParameterizedTest
    @CsvSource({"Basic czNjcmV0, Basic ****", "Bearer a.b.c, Bearer ****", "s3cret, ****", ", ''"})
    void shouldShowTheSchemeAloneOfAnAuthorization(String value, String shown) {
        assertThat(Masked.authorization(value)).isEqualTo(shown);
    }
}
