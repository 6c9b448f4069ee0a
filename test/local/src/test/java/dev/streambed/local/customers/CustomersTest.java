package dev.streambed.local.customers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.streambed.local.domain.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomersTest {

  @Test
  void makesTokensAsTheArchitectureSays() {
    ApiKey apiKey = ApiKey.random(new SecureRandom());
    assertThat(apiKey.text()).matches("sb_[A-Za-z0-9_-]{43}");
    assertThat(apiKey.prefix()).hasSize(11).isEqualTo(apiKey.text().substring(0, 11));
    assertThat(apiKey.toString()).doesNotContain(apiKey.text());
    assertThat(apiKey).isNotEqualTo(ApiKey.random(new SecureRandom()));
  }

  @Test
  void storesTheHashOfTheWholeToken() {
    // printf %s sb_test | sha256sum
    assertThat(new ApiKey("sb_test").hash())
        .isEqualTo("40ac2e4f485212b6bf369c9d24c98c84453ab279fbc2fb5b3fca92fb03d5731b");
  }

  @Test
  void readsACustomerFromJson() {
    NewCustomer customer =
        NewCustomer.of(
            json(
                "{customerId: 'c', limits: {requestsPerDay: 2}, models: ['m'], status: 'suspended',"
                    + " tokenStatus: 'revoked', tokenExpiresAt: 7}"),
            "other");
    assertThat(customer.id()).isEqualTo("c");
    assertThat(customer.name()).isEqualTo("c");
    assertThat(customer.status()).isEqualTo("suspended");
    assertThat(customer.limits()).contains(Map.of("requestsPerDay", BigDecimal.TWO));
    assertThat(customer.models()).contains(List.of("m"));
    assertThat(customer.tokenStatus()).isEqualTo("revoked");
    assertThat(customer.tokenExpiry()).contains(7L);
  }

  @Test
  void tellsNoLimitsFromTheDefaultOnes() {
    assertThat(NewCustomer.of(json("{}"), "c").limits()).isEmpty();
    assertThat(NewCustomer.of(json("{limits: {}}"), "c").limits()).contains(Map.of());
    assertThat(NewCustomer.unlimited("c", "C").limits()).contains(Map.of());
  }

  @Test
  void namesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> NewCustomer.of(json("{limit: {}}"), "c"))
        .hasMessageStartingWith("there is no \"limit\"; known are");
    assertThatThrownBy(() -> NewCustomer.of(json("{limits: {requestsPerDay: 'many'}}"), "c"))
        .hasMessage("the limit requestsPerDay is not a number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "global.anthropic.claude-x | {'role':'user','content':'What is a stream?'} | 300",
        "amazon.nova-lite-v1:0 | {'role':'user','content':[{'text':'What is a stream?'}]} | 0",
        "openai.gpt-oss-120b-1:0 | {'role':'user','content':'What is a stream?'} | 0"
      })
  void asksEveryFamilyInItsOwnFormat(String model, String message, int maxTokens) {
    JsonNode body = json(new ExampleRequest(model).body());
    assertThat(body.path("modelId").asText()).isEqualTo(model);
    assertThat(body.path("stream").asBoolean()).isTrue();
    assertThat(body.path("messages").path(0)).isEqualTo(json(message));
    assertThat(body.path("max_tokens").asInt()).isEqualTo(maxTokens);
  }

  @Test
  void writesALineForAShell() {
    String curl =
        new ExampleRequest("m").curl(URI.create("http://127.0.0.1:1/"), new ApiKey("sb_t"));
    assertThat(curl)
        .startsWith("curl -N http://127.0.0.1:1/ -H 'authorization: Bearer sb_t' -H 'content-type:")
        .endsWith("'");
  }

  private static JsonNode json(String text) {
    return Json.parseLeniently(text).orElseThrow();
  }
}
