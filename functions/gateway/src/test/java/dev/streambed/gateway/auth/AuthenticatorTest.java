package dev.streambed.gateway.auth;

import static dev.streambed.gateway.fixture.LocalTables.number;
import static dev.streambed.gateway.fixture.LocalTables.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streambed.gateway.auth.jwt.JwtResult;
import dev.streambed.gateway.domain.AllowedModels;
import dev.streambed.gateway.domain.Attribution;
import dev.streambed.gateway.domain.Customer;
import dev.streambed.gateway.domain.CustomerId;
import dev.streambed.gateway.domain.ErrorCode;
import dev.streambed.gateway.domain.Headers;
import dev.streambed.gateway.domain.Limit;
import dev.streambed.gateway.domain.Limits;
import dev.streambed.gateway.domain.Problem;
import dev.streambed.gateway.domain.Sha256;
import dev.streambed.gateway.fixture.CountingDynamoDb;
import dev.streambed.gateway.fixture.LocalTables;
import dev.streambed.gateway.fixture.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AuthenticatorTest {

  private static final String TOKEN = "sb_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE";
  private static final String SHA_256 =
      "45fa5a3daaaf8931ccfccf7afa26fde03771265dbfe0c6a673b8b107d6925981";
  private static final Limits DEFAULTS = Limits.NONE.with(Limit.REQUESTS_PER_DAY, 7);
  private static final LocalTables LOCAL = LocalTables.shared();

  private final TestClock clock = TestClock.at("2026-11-21T09:15:02Z");
  private final CountingDynamoDb tables = new CountingDynamoDb(LOCAL.dynamoDb());
  private JwtResult jwt = new JwtResult.Invalid();
  private final Authenticator authenticator =
      new Authenticator(
          new CustomerDirectory(
              new CustomerTables(tables, LocalTables.API_KEYS, LocalTables.CUSTOMERS, DEFAULTS),
              clock),
          _ -> jwt,
          clock);

  @BeforeEach
  void oneActiveCustomer() {
    putKey(Map.of("status", text("active")));
    putCustomer(Map.of("status", text("active")));
  }

  @Test
  void knowsACustomerByABearerToken() {
    assertThat(customer(bearer(TOKEN)).id().value()).isEqualTo("acme");
    assertThat(customer(Map.of("AUTHORIZATION", "bearer  " + TOKEN + " ")).id().value())
        .isEqualTo("acme");
  }

  @Test
  void knowsACustomerByAnApiKey() {
    assertThat(customer(Map.of("X-Api-Key", TOKEN)).id().value()).isEqualTo("acme");
  }

  @Test
  void looksBehindAnAuthorizationThatIsNotABearers() {
    Map<String, String> headers =
        Map.of("authorization", "AWS4-HMAC-SHA256 Credential=x", "x-api-key", TOKEN);
    assertThat(customer(headers).id().value()).isEqualTo("acme");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sb_",
        "sb_short",
        "xx_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE",
        "sb_abcdefghijklmnopqrstuvwxyz0123456789-_ABCDEF",
        "sb_abcdefghijklmnopqrstuvwxyz0123456789-_ABC+E",
        "sb_abcdefghijklmnopqrstuvwxyz0123456789-_ABC\nE"
      })
  void refusesWhatIsNoTokenWithoutAskingTheTables(String token) {
    assertThat(refusal(bearer(token)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(tables.requests()).isZero();
  }

  @Test
  void refusesACallWithoutAToken() {
    assertThat(refusal(Map.of()).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(tables.requests()).isZero();
  }

  @Test
  void refusesUnknownRevokedExpiredAndOrphanedTokensAlike() {
    Problem unknown = refusal(bearer("sb_" + "x".repeat(43)));
    Problem revoked = refusalOf(Map.of("status", text("revoked")));
    Problem strange = refusalOf(Map.of("status", text("something new")));
    Problem expired = refusalOf(Map.of("status", text("active"), "expiresAt", number(0)));
    Problem orphaned = refusalOf(Map.of("status", text("active"), "customerId", text("nobody")));
    assertThat(unknown).isEqualTo(Problem.of(ErrorCode.UNAUTHENTICATED));
    assertThat(Set.of(unknown)).contains(revoked, strange, expired, orphaned);
  }

  @Test
  void acceptsADeprecatedTokenUntilItExpires() {
    putKey(Map.of("status", text("deprecated"), "expiresAt", number(nowSeconds() + 30)));
    assertThat(customer(bearer(TOKEN)).id().value()).isEqualTo("acme");
    clock.advance(Duration.ofSeconds(30));
    assertThat(refusal(bearer(TOKEN)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void refusesASuspendedCustomerAsForbidden() {
    putCustomer(Map.of("status", text("suspended")));
    assertThat(refusal(bearer(TOKEN)).code()).isEqualTo(ErrorCode.FORBIDDEN);
    putCustomer(Map.of());
    clock.advance(LookupCache.FOUND);
    assertThat(refusal(bearer(TOKEN)).code()).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void asksTheTablesOnceAMinute() {
    customer(bearer(TOKEN));
    customer(bearer(TOKEN));
    assertThat(tables.requests()).isEqualTo(2);
    clock.advance(Duration.ofMillis(59_999));
    customer(bearer(TOKEN));
    assertThat(tables.requests()).isEqualTo(2);
    putKey(Map.of("status", text("revoked")));
    clock.advance(Duration.ofMillis(1));
    assertThat(refusal(bearer(TOKEN)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void asksForAnUnknownTokenOnceInHalfAMinute() {
    Map<String, String> unknown = bearer("sb_" + "u".repeat(43));
    refusal(unknown);
    clock.advance(Duration.ofMillis(29_999));
    refusal(unknown);
    assertThat(tables.requests()).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    refusal(unknown);
    assertThat(tables.requests()).isEqualTo(2);
  }

  @Test
  void asksForAnotherTokenOfACustomerOnly() {
    customer(bearer(TOKEN));
    LOCAL.put(
        LocalTables.API_KEYS,
        Map.of(
            "keyHash", text(Sha256.hex("sb_" + "s".repeat(43))),
            "customerId", text("acme"),
            "status", text("active")));
    assertThat(customer(bearer("sb_" + "s".repeat(43))).id().value()).isEqualTo("acme");
    assertThat(tables.requests()).isEqualTo(3);
  }

  @Test
  void refusesASuspendedCustomerWithinAMinuteOfTheCustomersOwnLookup() {
    customer(bearer(TOKEN));
    putCustomer(Map.of("status", text("suspended")));
    clock.advance(Duration.ofSeconds(59));
    customer(bearer(TOKEN));
    clock.advance(Duration.ofSeconds(1));
    assertThat(refusal(bearer(TOKEN)).code()).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void recognisesACallerByItsPassUntilItIsRevoked() {
    VerifiedCredential verifiedCredential = known(bearer(TOKEN)).verifiedCredential();
    VerifiedCredential kept = VerifiedCredential.parse(verifiedCredential.toText()).orElseThrow();
    assertThat(kept).isEqualTo(verifiedCredential);
    assertThat(verifiedCredential.toText()).doesNotContain(TOKEN.substring(5));
    assertThat(authenticator.reauthenticate(kept)).isEqualTo(known(bearer(TOKEN)));
    assertThat(tables.requests()).isEqualTo(2);
    putKey(Map.of("status", text("revoked")));
    clock.advance(LookupCache.FOUND);
    assertThat(authenticator.reauthenticate(kept)).isInstanceOf(AuthenticationResult.Refused.class);
  }

  @Test
  void knowsTheCustomerThatAJwtNamesUntilItIsOver() {
    Instant until = clock.instant().plusSeconds(90);
    jwt = new JwtResult.Valid(new CustomerId("acme"), until);
    AuthenticationResult.Known known = known(bearer("eyJ9.eyJ9.c2ln"));
    assertThat(known.customer().id().value()).isEqualTo("acme");
    VerifiedCredential kept =
        VerifiedCredential.parse(known.verifiedCredential().toText()).orElseThrow();
    assertThat(kept).isEqualTo(new VerifiedCredential.Jwt(new CustomerId("acme"), until));
    clock.advance(Duration.ofSeconds(89));
    assertThat(authenticator.reauthenticate(kept)).isEqualTo(known);
    clock.advance(Duration.ofSeconds(1));
    assertThat(authenticator.reauthenticate(kept)).isInstanceOf(AuthenticationResult.Refused.class);
  }

  @Test
  void refusesAJwtOfAnUnknownOrASuspendedCustomer() {
    jwt = new JwtResult.Valid(new CustomerId("nobody of ours"), Instant.MAX);
    assertThat(refusal(bearer("eyJ9.eyJ9.c2ln")).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    refusal(bearer("eyJ9.eyJ9.c2ln"));
    assertThat(tables.requests()).isEqualTo(1);
    putCustomer(Map.of("status", text("suspended")));
    jwt = new JwtResult.Valid(new CustomerId("acme"), Instant.MAX);
    assertThat(refusal(bearer("eyJ9.eyJ9.c2ln")).code()).isEqualTo(ErrorCode.FORBIDDEN);
  }

  @Test
  void isUnavailableWhileAJwtCannotBeChecked() {
    jwt = new JwtResult.Unverifiable("IssuerKeys");
    Problem problem = refusal(bearer("eyJ9.eyJ9.c2ln"));
    assertThat(problem).isEqualTo(Problem.of(ErrorCode.UNAVAILABLE).withCause("IssuerKeys"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eyJ9.eyJ9", "eyJ9.eyJ9.", "eyJ9..c2ln", "eyJ9.eyJ9.c2ln.c2ln", "eyJ9.e=.c2ln"})
  void checksNothingThatIsNoJwt(String token) {
    jwt = new JwtResult.Valid(new CustomerId("acme"), Instant.MAX);
    assertThat(refusal(bearer(token)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(refusal(Map.of("x-api-key", "eyJ9.eyJ9.c2ln")).code())
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(refusal(bearer("eyJ9.eyJ9." + "c".repeat(8192))).code())
        .isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void readsNoPassButItsOwn() {
    assertThat(VerifiedCredential.parse("")).isEmpty();
    assertThat(VerifiedCredential.parse("key")).isEmpty();
    assertThat(VerifiedCredential.parse("something#else")).isEmpty();
    assertThat(VerifiedCredential.parse("else#hash")).isEmpty();
    assertThat(VerifiedCredential.parse("jwt#acme")).isEmpty();
    assertThat(VerifiedCredential.parse("jwt#soon#acme")).isEmpty();
  }

  @Test
  void knowsTheKeyOfACallButNotOfAJwt() {
    putKey(Map.of("status", text("active"), "prefix", text("sb_abcdefgh"), "name", text("search")));
    assertThat(customer(bearer(TOKEN)).attribution())
        .isEqualTo(new Attribution("sb_abcdefgh", "search"));
    jwt = new JwtResult.Valid(new CustomerId("acme"), Instant.MAX);
    assertThat(customer(bearer("eyJ9.eyJ9.c2ln")).attribution()).isEqualTo(Attribution.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "sb_ab cd", "sb_ab@cd", "sb_abcdefghijklmnopqrstuv"})
  void givesNoKeyAnIdThatAReservationCannotHold(String prefix) {
    putKey(Map.of("status", text("active"), "prefix", text(prefix)));
    assertThat(customer(bearer(TOKEN)).attribution()).isEqualTo(Attribution.NONE);
  }

  @Test
  void asksForNoCustomerWithoutAName() {
    putKey(Map.of("status", text("active"), "customerId", number(7)));
    assertThat(refusal(bearer(TOKEN)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(tables.requests()).isEqualTo(1);
  }

  @Test
  void readsLimitsAndModels() {
    assertThat(customer(bearer(TOKEN)))
        .extracting(Customer::limits, Customer::models)
        .containsExactly(DEFAULTS, new AllowedModels.Every());
    assertThat(limits(Map.of())).isEqualTo(Limits.NONE);
    assertThat(
            limits(
                Map.of(
                    "requestsPerMinute", number(60),
                    "requestsPerDay", number(-5),
                    "tokensPerMinute", AttributeValue.fromN("1E+4"),
                    "usdPerMonth", AttributeValue.fromN("12.3456789019"),
                    "concurrentAnswers", AttributeValue.fromN("2.9"),
                    "somethingElse", number(1))))
        .isEqualTo(
            new Limits(
                Map.of(
                    Limit.REQUESTS_PER_MINUTE, 60L,
                    Limit.REQUESTS_PER_DAY, 0L,
                    Limit.TOKENS_PER_MINUTE, 10_000L,
                    Limit.USD_PER_MONTH, 12_345_678_901L,
                    Limit.CONCURRENT_ANSWERS, 2L)));
    assertThat(customerWith("models", AttributeValue.fromSs(List.of("a", "b"))).models())
        .isEqualTo(new AllowedModels.Only(Set.of("a", "b")));
  }

  @Test
  void storesTheLastUseOfAKeyOnceAnHour() {
    VerifiedCredential key = known(bearer(TOKEN)).verifiedCredential();
    int before = tables.requests();
    authenticator.recordLastUse(key);
    authenticator.recordLastUse(key);
    assertThat(tables.requests()).isEqualTo(before + 1);
    assertThat(lastUse()).isEqualTo("2026-11-21T09:15:02Z");
    clock.advance(Duration.ofMinutes(60));
    known(bearer(TOKEN));
    authenticator.recordLastUse(key);
    assertThat(lastUse()).isEqualTo("2026-11-21T09:15:02Z");
    clock.advance(Duration.ofSeconds(1));
    authenticator.recordLastUse(key);
    assertThat(lastUse()).isEqualTo("2026-11-21T10:15:03Z");
  }

  @Test
  void leavesALaterUseThatAnotherFunctionHasStored() {
    VerifiedCredential key = known(bearer(TOKEN)).verifiedCredential();
    putKey(Map.of("status", text("active"), "lastUsedAt", text("2026-11-21T09:15:01Z")));
    authenticator.recordLastUse(key);
    assertThat(lastUse()).isEqualTo("2026-11-21T09:15:01Z");
  }

  @Test
  void storesNoUseOfADeletedKeyNorOfOneThatIsNotInTheCache() {
    VerifiedCredential key = known(bearer(TOKEN)).verifiedCredential();
    LOCAL
        .client()
        .deleteItem(request ->
            request.tableName(LocalTables.API_KEYS).key(Map.of("keyHash", text(SHA_256))));
    authenticator.recordLastUse(key);
    clock.advance(LookupCache.FOUND);
    int before = tables.requests();
    authenticator.recordLastUse(key);
    authenticator.recordLastUse(new VerifiedCredential.Jwt(new CustomerId("acme"), Instant.MAX));
    assertThat(tables.requests()).isEqualTo(before);
    assertThat(keyItem()).isEmpty();
  }

  @Test
  void triesAgainAMinuteAfterAUseThatCouldNotBeStored() {
    VerifiedCredential key = known(bearer(TOKEN)).verifiedCredential();
    tables.failWith("ProvisionedThroughputExceededException");
    authenticator.recordLastUse(key);
    tables.recover();
    authenticator.recordLastUse(key);
    assertThat(keyItem()).doesNotContainKey("lastUsedAt");
    clock.advance(LookupCache.FOUND);
    known(bearer(TOKEN));
    authenticator.recordLastUse(key);
    assertThat(keyItem()).containsKey("lastUsedAt");
  }

  private static Map<String, AttributeValue> keyItem() {
    return LOCAL
        .client()
        .getItem(request ->
            request.tableName(LocalTables.API_KEYS).key(Map.of("keyHash", text(SHA_256))))
        .item();
  }

  private static String lastUse() {
    return keyItem().getOrDefault("lastUsedAt", text("")).s();
  }

  @Test
  void reservesByTheKeyAndElseByTheCustomer() {
    assertThat(limits(Map.of("maxTokensReserved", number(8000))))
        .isEqualTo(Limits.NONE.withMaxTokensReserved(8000));
    putKey(Map.of("status", text("active"), "maxTokensReserved", number(4000)));
    assertThat(limits(Map.of("maxTokensReserved", number(8000)))).isEqualTo(reserving(4000));
    assertThat(limits(Map.of("tokensPerMinute", number(5))))
        .isEqualTo(reserving(4000).with(Limit.TOKENS_PER_MINUTE, 5));
  }

  @Test
  void reservesAllThatARequestMayNeedByWhatCannotBeRead() {
    putKey(Map.of("status", text("active"), "maxTokensReserved", text("4000")));
    assertThat(limits(Map.of("maxTokensReserved", text("8000")))).isEqualTo(Limits.NONE);
    assertThat(limits(Map.of("maxTokensReserved", number(-1)))).isEqualTo(reserving(0));
  }

  private static Limits reserving(long most) {
    return Limits.NONE.withMaxTokensReserved(most);
  }

  @Test
  void allowsNoModelWhenTheListCannotBeRead() {
    assertThat(customerWith("models", text("a")).models())
        .isEqualTo(new AllowedModels.Only(Set.of()));
  }

  @Test
  void allowsNothingByALimitOrAnExpiryThatCannotBeRead() {
    for (Limit limit : Limit.values()) {
      assertThat(limits(Map.of(limit.wireName(), text("5")))).isEqualTo(Limits.NONE.with(limit, 0));
    }
    assertThat(customerWith("limits", text("none")).limits())
        .isEqualTo(Limits.NONE.with(Limit.REQUESTS_PER_DAY, 0));
    putKey(Map.of("status", text("active"), "expiresAt", text("2099-01-01")));
    clock.advance(LookupCache.FOUND);
    assertThat(refusal(bearer(TOKEN)).code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
  }

  @Test
  void readsNumbersLargerThanAnyItNeeds() {
    AttributeValue huge = AttributeValue.fromN("1E+30");
    putKey(Map.of("status", text("active"), "expiresAt", huge));
    assertThat(limits(Map.of("requestsPerDay", huge)))
        .isEqualTo(Limits.NONE.with(Limit.REQUESTS_PER_DAY, 1_000_000_000_000_000_000L));
  }

  @Test
  void failsClosedWhenTheTablesCannotBeRead() {
    tables.failWith("ProvisionedThroughputExceededException");
    Problem problem = refusal(bearer(TOKEN));
    assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(problem.cause()).isEqualTo("ProvisionedThroughputExceededException");
    assertThat(problem.sentence()).doesNotContain("secret");
  }

  @Test
  void keepsTheTokenOutOfEveryText() {
    assertThat(ApiKey.of(TOKEN).orElseThrow().toString()).doesNotContain(TOKEN.substring(5));
    assertThat(Headers.of(bearer(TOKEN)).toString()).doesNotContain(TOKEN.substring(5));
  }

  private Limits limits(Map<String, AttributeValue> limits) {
    return customerWith("limits", AttributeValue.fromM(limits)).limits();
  }

  private Customer customerWith(String name, AttributeValue value) {
    putCustomer(Map.of("status", text("active"), name, value));
    clock.advance(LookupCache.FOUND);
    return customer(bearer(TOKEN));
  }

  private Customer customer(Map<String, String> headers) {
    return known(headers).customer();
  }

  private AuthenticationResult.Known known(Map<String, String> headers) {
    AuthenticationResult found = authenticator.authenticate(Headers.of(headers));
    assertThat(found).isInstanceOf(AuthenticationResult.Known.class);
    return (AuthenticationResult.Known) found;
  }

  private Problem refusalOf(Map<String, AttributeValue> key) {
    putKey(key);
    clock.advance(LookupCache.FOUND);
    return refusal(bearer(TOKEN));
  }

  private Problem refusal(Map<String, String> headers) {
    AuthenticationResult found = authenticator.authenticate(Headers.of(headers));
    assertThat(found).isInstanceOf(AuthenticationResult.Refused.class);
    return ((AuthenticationResult.Refused) found).problem();
  }

  private long nowSeconds() {
    return clock.instant().getEpochSecond();
  }

  private static Map<String, String> bearer(String token) {
    return Map.of("authorization", "Bearer " + token);
  }

  private static void putKey(Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("customerId", text("acme"));
    item.putAll(attributes);
    item.put("keyHash", text(SHA_256));
    LOCAL.put(LocalTables.API_KEYS, item);
  }

  private static void putCustomer(Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("customerId", text("acme"));
    LOCAL.put(LocalTables.CUSTOMERS, item);
  }
}
