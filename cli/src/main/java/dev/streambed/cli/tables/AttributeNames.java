package dev.streambed.cli.tables;

/// The names of attributes and of the index.
final class AttributeNames {

  static final String CUSTOMER_ID = "customerId";
  static final String NAME = "name";
  static final String EMAIL = "email";
  static final String STATUS = "status";
  static final String LIMITS = "limits";
  static final String MODELS = "models";
  static final String GUARDRAIL = "guardrail";
  static final String CREATED_AT = "createdAt";
  static final String UPDATED_AT = "updatedAt";

  static final String KEY_HASH = "keyHash";
  static final String PREFIX = "prefix";
  static final String EXPIRES_AT = "expiresAt";
  static final String REVOKED_AT = "revokedAt";
  static final String LAST_USED_AT = "lastUsedAt";
  static final String PARENT_HASH = "parentHash";

  /// The index of `api-keys` by customer; it projects the keys only.
  static final String BY_CUSTOMER = "byCustomer";

  static final String CUSTOMER_MONTH = "customerMonth";
  static final String INSTANT_REQUEST_ID = "instantRequestId";

  static final String COST_NANO_USD = "cost_nano_usd";
  static final String PRICE_VERSION = "price_version";
  static final String ATTEMPTS = "attempts";

  static final String BOOK = "book";
  static final String VERSION = "version";
  static final String JSON = "json";
  static final String USES = "uses";

  private AttributeNames() {}
}
