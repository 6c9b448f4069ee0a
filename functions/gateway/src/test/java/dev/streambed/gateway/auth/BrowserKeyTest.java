package dev.streambed.gateway.auth;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.auth.jwt.JwtCheck;
import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.IssuedKey;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.Payload;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Sha256;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Tokens that customers have issued to web pages.
class BrowserKeyTest {

  private static final LocalTables LOCAL = LocalTables.shared();
  private static final String APP = "https://app.example";

  private final String customerId = UUID.randomUUID().toString();
  private final ApiKey parent = ApiKey.random(new SecureRandom());
  private final TestClock clock = TestClock.at("2026-11-21T09:15:02.500Z");
  private final CountingDynamoDb tables = new CountingDynamoDb(LOCAL.dynamoDb());
  private final CustomerDirectory customerDirectory =
      new CustomerDirectory(
          new CustomerTables(tables, LocalTables.API_KEYS, LocalTables.CUSTOMERS, Limits.NONE),
          clock);
  private final Authenticator authenticator =
      new Authenticator(customerDirectory, JwtCheck.none(), clock);
  private final BrowserKeyIssuer issuer =
      new BrowserKeyIssuer(customerDirectory, SecureRandom::new, clock);

  @BeforeEach
  void oneActiveCustomer() {
    putParent(Map.of("status", text("active")));
    putCustomer(Map.of("status", text("active")));
  }

  @Test
  void worksAtOnceForItsCustomer() {
    IssuedKey token = issued("");
    assertThat(token.expiresAt()).isEqualTo(Instant.parse("2026-11-21T09:25:02Z"));
    AuthenticationResult.Known known = known(token.secret(), Map.of());
    assertThat(known.customer().id().value()).isEqualTo(customerId);
    assertThat(known.verifiedCredential())
        .isEqualTo(new VerifiedCredential.BrowserKey(Sha256.hex(token.secret())));
    assertThat(VerifiedCredential.parse(known.verifiedCredential().toText()))
        .contains(known.verifiedCredential());
    assertThat(authenticator.reauthenticate(known.verifiedCredential())).isEqualTo(known);
  }

  @Test
  void isAttributedToTheKeyThatIssuedIt() {
    putParent(
        Map.of("status", text("active"), "prefix", text(parent.prefix()), "name", text("site")));
    IssuedKey token = issued("");
    assertThat(known(token.secret(), Map.of()).customer().attribution())
        .isEqualTo(new Attribution(parent.prefix(), "site"));
  }

  @Test
  void reservesAsTheKeyThatIssuedIt() {
    putParent(Map.of("status", text("active"), "maxTokensReserved", number(4000)));
    IssuedKey token = issued("{\"limits\":{\"tokensPerMinute\":100}}");
    assertThat(known(token.secret(), Map.of()).customer().limits().maxTokensReserved())
        .hasValue(4000);
    assertThat(item(token))
        .hasEntrySatisfying(
            "limits", limits -> assertThat(limits.m()).containsOnlyKeys("tokensPerMinute"));
  }

  @Test
  void costsOneLookupBesideItsParentsAndItsCustomers() {
    IssuedKey token = issued("{}");
    int before = tables.requests();
    known(token.secret(), Map.of());
    known(token.secret(), Map.of());
    assertThat(tables.requests()).isEqualTo(before + 1);
  }

  @Test
  void keepsItsHashAndNotTheToken() {
    IssuedKey token =
        issued("{\"expiresIn\":60,\"origin\":\"" + APP + "\",\"models\":[\"a\",\"b\"]}");
    assertThat(item(token))
        .isEqualTo(
            Map.ofEntries(
                Map.entry("keyHash", text(Sha256.hex(token.secret()))),
                Map.entry("prefix", text(token.secret().substring(0, 11))),
                Map.entry("customerId", text(customerId)),
                Map.entry("status", text("active")),
                Map.entry("kind", text("browser")),
                Map.entry("createdAt", text("2026-11-21T09:15:02.500Z")),
                Map.entry("expiresAt", number(clock.instant().getEpochSecond() + 60)),
                Map.entry("deleteAt", number(clock.instant().getEpochSecond() + 60 + 86_400)),
                Map.entry("parentHash", text(parent.hash())),
                Map.entry("origin", text(APP)),
                Map.entry("models", AttributeValue.fromSs(List.of("a", "b")))));
    assertThat(token.toString()).doesNotContain(token.secret().substring(5));
  }

  @Test
  void isRefusedWhenItsTimeIsOver() {
    IssuedKey token = issued("{\"expiresIn\":60}");
    clock.advance(Duration.ofMillis(59_499));
    known(token.secret(), Map.of());
    clock.advance(Duration.ofMillis(1));
    assertThat(refusal(token.secret(), Map.of()).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void endsWithinAMinuteOfItsParentsRevocation() {
    IssuedKey token = issued("");
    known(token.secret(), Map.of());
    putParent(Map.of("status", text("revoked")));
    clock.advance(LookupCache.FOUND);
    assertThat(refusal(token.secret(), Map.of()).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void endsWithItsParent() {
    long end = clock.instant().getEpochSecond() + 100;
    putParent(Map.of("status", text("deprecated"), "expiresAt", number(end)));
    IssuedKey token = issued("{\"expiresIn\":3600}");
    assertThat(token.expiresAt()).isEqualTo(Instant.ofEpochSecond(end));
    clock.advance(Duration.ofSeconds(100));
    assertThat(refusal(token.secret(), Map.of()).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void isRefusedWithItsSuspendedCustomer() {
    IssuedKey token = issued("");
    putCustomer(Map.of("status", text("suspended")));
    clock.advance(LookupCache.FOUND);
    assertThat(refusal(token.secret(), Map.of())).isEqualTo(Problem.of(ErrorCode.FORBIDDEN));
  }

  @Test
  void isForPagesOfItsOriginOnly() {
    IssuedKey token = issued("{\"origin\":\"" + APP + "\"}");
    known(token.secret(), Map.of("Origin", APP));
    for (Map<String, String> headers :
        List.of(
            Map.<String, String>of(),
            Map.of("origin", "https://evil.example"),
            Map.of("origin", "null"),
            Map.of("origin", APP + ".evil.example"))) {
      Problem problem = refusal(token.secret(), headers);
      assertThat(problem.code()).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(problem.sentence()).contains("another origin");
    }
    VerifiedCredential verifiedCredential =
        known(token.secret(), Map.of("Origin", APP)).verifiedCredential();
    assertThat(authenticator.reauthenticate(verifiedCredential))
        .isInstanceOf(AuthenticationResult.Known.class);
  }

  @Test
  void mayUseWhatBothItAndItsCustomerMay() {
    putCustomer(
        Map.of("status", text("active"), "models", AttributeValue.fromSs(List.of("a", "b"))));
    IssuedKey token = issued("{\"models\":[\"b\"]}");
    assertThat(known(token.secret(), Map.of()).customer().models())
        .isEqualTo(new AllowedModels.Only(Set.of("b")));
    putCustomer(Map.of("status", text("active"), "models", AttributeValue.fromSs(List.of("a"))));
    clock.advance(LookupCache.FOUND);
    assertThat(known(token.secret(), Map.of()).customer().models())
        .isEqualTo(new AllowedModels.Only(Set.of()));
  }

  @Test
  void bringsItsOwnLimitsBesideItsCustomers() {
    Map<String, AttributeValue> limits =
        Map.of("requestsPerDay", number(100), "usdPerMonth", number(2));
    putCustomer(Map.of("status", text("active"), "limits", AttributeValue.fromM(limits)));
    IssuedKey token =
        issued("{\"limits\":{\"requestsPerDay\":100,\"usdPerMonth\":0.25,\"tokensPerMinute\":7}}");
    Customer customer = known(token.secret(), Map.of()).customer();
    assertThat(customer.limits()).isEqualTo(known(parent.secret(), Map.of()).customer().limits());
    Customer.KeyLimits own = customer.browserKey().orElseThrow();
    assertThat(own.name()).isEqualTo(Sha256.hex(token.secret()).substring(0, 16));
    assertThat(own.limits())
        .isEqualTo(
            Limits.NONE
                .with(Limit.REQUESTS_PER_DAY, 100)
                .with(Limit.USD_PER_MONTH, 250_000_000)
                .with(Limit.TOKENS_PER_MINUTE, 7));
    Map<String, AttributeValue> kept =
        Map.of(
            "requestsPerDay", number(100),
            "usdPerMonth", AttributeValue.fromN("0.25"),
            "tokensPerMinute", number(7));
    assertThat(item(token)).containsEntry("limits", AttributeValue.fromM(kept));
    assertThat(known(issued("{\"limits\":{}}").secret(), Map.of()).customer().browserKey())
        .isEmpty();
  }

  @Test
  void issuesNoFurtherTokens() {
    AuthenticationResult.Known page = known(issued("").secret(), Map.of());
    VerifiedCredential jwt = new VerifiedCredential.Jwt(new CustomerId(customerId), Instant.MAX);
    for (VerifiedCredential verifiedCredential : List.of(page.verifiedCredential(), jwt)) {
      Problem problem = refusedTo(page.customer(), verifiedCredential, "");
      assertThat(problem.code()).isEqualTo(ErrorCode.FORBIDDEN);
      assertThat(problem.sentence()).contains("own token");
    }
  }

  @Test
  void isNothingWithoutAnOwnTokenOfTheSameCustomerForAParent() {
    String orphan = forged(Map.of("parentHash", text(Sha256.hex("sb_nobody"))));
    String marked = forged(Map.of("kind", text("browser")));
    String strange = forged(Map.of("parentHash", number(7)));
    String grandchild = forged(Map.of("parentHash", text(Sha256.hex(issued("").secret()))));
    String foreign = forged(Map.of("parentHash", text(parent.hash()), "customerId", text("other")));
    LOCAL.put(LocalTables.CUSTOMERS, Map.of("customerId", text("other"), "status", text("active")));
    for (String secret : List.of(orphan, marked, strange, grandchild, foreign)) {
      assertThat(refusal(secret, Map.of()).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }
  }

  @Test
  void isForNobodyWhenItsOriginCannotBeRead() {
    String secret = forged(Map.of("parentHash", text(parent.hash()), "origin", number(7)));
    assertThat(refusal(secret, Map.of("origin", APP)).code()).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "nonsense",
        "{\"limits\":5}",
        "{\"limits\":{\"requestsPerHour\":5}}",
        "{\"limits\":{\"shards\":5}}",
        "{\"limits\":{\"maxTokensReserved\":5}}",
        "{\"limits\":{\"requestsPerDay\":0}}",
        "{\"limits\":{\"requestsPerDay\":-1}}",
        "{\"limits\":{\"requestsPerDay\":1.5}}",
        "{\"limits\":{\"requestsPerDay\":\"5\"}}",
        "{\"limits\":{\"requestsPerDay\":1e999999999999}}",
        "{\"limits\":{\"requestsPerDay\":101}}",
        "{\"limits\":{\"usdPerMonth\":2.000000001}}",
        "{\"limits\":{\"usdPerMonth\":0.0000000001}}",
        "{\"limits\":{\"usdPerMonth\":999999999999999999}}",
        "{\"expiresIn\":59}",
        "{\"expiresIn\":3601}",
        "{\"expiresIn\":600.5}",
        "{\"expiresIn\":\"600\"}",
        "{\"expiresIn\":null}",
        "{\"origin\":\"https://app.example/\"}",
        "{\"origin\":\"https://App.example\"}",
        "{\"origin\":\"https://app.example:443\"}",
        "{\"origin\":\"http://app.example:80\"}",
        "{\"origin\":\"app.example\"}",
        "{\"origin\":\"*\"}",
        "{\"origin\":\"null\"}",
        "{\"origin\":[\"https://app.example\"]}",
        "{\"models\":[]}",
        "{\"models\":\"a\"}",
        "{\"models\":[7]}",
        "{\"models\":[\"c\"]}",
        "{\"models\":[\"a\",\"a b\"]}"
      })
  void saysWhatIsWrongWithAWish(String body) {
    Map<String, AttributeValue> limits =
        Map.of("requestsPerDay", number(100), "usdPerMonth", number(2));
    putCustomer(
        Map.of(
            "status", text("active"),
            "models", AttributeValue.fromSs(List.of("a", "b")),
            "limits", AttributeValue.fromM(limits)));
    AuthenticationResult.Known known = known(parent.secret(), Map.of());
    Problem problem = refusedTo(known.customer(), known.verifiedCredential(), body);
    assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    assertThat(problem.sentence()).isNotEqualTo(ErrorCode.INVALID_REQUEST.sentence());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080",
        "http://127.0.0.1:3000",
        "http://[::1]:3000",
        "capacitor://localhost",
        "https://xn--bcher-kva.example:8443"
      })
  void takesWhateverBrowsersSendForAnOrigin(String origin) {
    assertThat(issued("{\"origin\":\"" + origin + "\"}").origin()).contains(origin);
  }

  @Test
  void issuesNothingWhenTheTableCannotBeWritten() {
    AuthenticationResult.Known known = known(parent.secret(), Map.of());
    tables.failWith("ThrottlingException");
    assertThat(refusedTo(known.customer(), known.verifiedCredential(), ""))
        .isEqualTo(Problem.of(ErrorCode.UNAVAILABLE).withCause("ThrottlingException"));
  }

  private IssuedKey issued(String body) {
    AuthenticationResult.Known known = known(parent.secret(), Map.of());
    BrowserKeyIssuer.Issuance keyIssuance =
        issuer.issue(known.customer(), known.verifiedCredential(), payload(body), Optional::empty);
    assertThat(keyIssuance).isInstanceOf(BrowserKeyIssuer.Issuance.Issued.class);
    return ((BrowserKeyIssuer.Issuance.Issued) keyIssuance).token();
  }

  private Problem refusedTo(Customer customer, VerifiedCredential verifiedCredential, String body) {
    BrowserKeyIssuer.Issuance keyIssuance =
        issuer.issue(customer, verifiedCredential, payload(body), Optional::empty);
    assertThat(keyIssuance).isInstanceOf(BrowserKeyIssuer.Issuance.Refused.class);
    return ((BrowserKeyIssuer.Issuance.Refused) keyIssuance).problem();
  }

  private AuthenticationResult.Known known(String secret, Map<String, String> headers) {
    AuthenticationResult found = identified(secret, headers);
    assertThat(found).isInstanceOf(AuthenticationResult.Known.class);
    return (AuthenticationResult.Known) found;
  }

  private Problem refusal(String secret, Map<String, String> headers) {
    AuthenticationResult found = identified(secret, headers);
    assertThat(found).isInstanceOf(AuthenticationResult.Refused.class);
    return ((AuthenticationResult.Refused) found).problem();
  }

  private AuthenticationResult identified(String secret, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("authorization", "Bearer " + secret);
    return authenticator.authenticate(Headers.of(all));
  }

  /// A key whose item was not written by the gateway.
  private String forged(Map<String, AttributeValue> attributes) {
    ApiKey apiKey = ApiKey.random(new SecureRandom());
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("customerId", text(customerId));
    item.put("status", text("active"));
    item.putAll(attributes);
    item.put("keyHash", text(apiKey.hash()));
    LOCAL.put(LocalTables.API_KEYS, item);
    return apiKey.secret();
  }

  private void putParent(Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("customerId", text(customerId));
    item.put("keyHash", text(parent.hash()));
    LOCAL.put(LocalTables.API_KEYS, item);
  }

  private void putCustomer(Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("customerId", text(customerId));
    LOCAL.put(LocalTables.CUSTOMERS, item);
  }

  private static Map<String, AttributeValue> item(IssuedKey token) {
    return LOCAL
        .client()
        .getItem(request ->
            request
                .tableName(LocalTables.API_KEYS)
                .key(Map.of("keyHash", text(Sha256.hex(token.secret())))))
        .item();
  }

  private static Payload payload(String body) {
    return Payload.of(body.getBytes(StandardCharsets.UTF_8));
  }
}
