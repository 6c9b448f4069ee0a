package dev.streambed.gateway.dynamodb;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The value of an attribute, in one of DynamoDB's ten types. Immutable.
///
/// An accessor for another type returns null, or an empty collection.
public final class AttributeValue {

  private static final AttributeValue NULL = new AttributeValue(Type.NULL, true);

  private final Type type;

  /// A string for S, N and, in Base64, B; a boolean; a list of such strings for sets; a list or map
  /// of values.
  private final Object value;

  private AttributeValue(Type type, Object value) {
    this.type = type;
    this.value = value;
  }

  /// A string.
  public static AttributeValue fromS(String text) {
    return new AttributeValue(Type.S, text);
  }

  /// A number, whose text is sent as it is.
  public static AttributeValue fromN(String number) {
    return new AttributeValue(Type.N, number);
  }

  /// Binary data.
  static AttributeValue fromB(byte[] bytes) {
    return new AttributeValue(Type.B, Base64.getEncoder().encodeToString(bytes));
  }

  public static AttributeValue fromBool(boolean value) {
    return new AttributeValue(Type.BOOL, value);
  }

  /// The type NULL's only value.
  static AttributeValue fromNul() {
    return NULL;
  }

  /// A set of strings, without duplicates.
  public static AttributeValue fromSs(List<String> texts) {
    return new AttributeValue(Type.SS, List.copyOf(texts));
  }

  /// A set of numbers, without duplicates.
  static AttributeValue fromNs(List<String> numbers) {
    return new AttributeValue(Type.NS, List.copyOf(numbers));
  }

  /// A set of binary data, without duplicates.
  static AttributeValue fromBs(List<byte[]> values) {
    List<String> encoded = new ArrayList<>(values.size());
    for (byte[] bytes : values) {
      encoded.add(Base64.getEncoder().encodeToString(bytes));
    }
    return new AttributeValue(Type.BS, List.copyOf(encoded));
  }

  public static AttributeValue fromL(List<AttributeValue> elements) {
    return new AttributeValue(Type.L, List.copyOf(elements));
  }

  public static AttributeValue fromM(Map<String, AttributeValue> members) {
    return new AttributeValue(Type.M, Map.copyOf(members));
  }

  /// Without a copy or a check.
  static AttributeValue of(Type type, Object value) {
    return new AttributeValue(type, value);
  }

  public @Nullable String s() {
    return type == Type.S ? (String) value : null;
  }

  public @Nullable String n() {
    return type == Type.N ? (String) value : null;
  }

  byte @Nullable [] b() {
    return type == Type.B ? Base64.getDecoder().decode((String) value) : null;
  }

  @Nullable Boolean bool() {
    return type == Type.BOOL ? (Boolean) value : null;
  }

  boolean isNul() {
    return type == Type.NULL;
  }

  public List<String> ss() {
    return type == Type.SS ? strings() : List.of();
  }

  List<String> ns() {
    return type == Type.NS ? strings() : List.of();
  }

  List<byte[]> bs() {
    List<byte[]> decoded = new ArrayList<>();
    if (type == Type.BS) {
      for (String encoded : strings()) {
        decoded.add(Base64.getDecoder().decode(encoded));
      }
    }
    return decoded;
  }

  @SuppressWarnings("unchecked")
  public List<AttributeValue> l() {
    return type == Type.L ? (List<AttributeValue>) value : List.of();
  }

  public boolean hasM() {
    return type == Type.M;
  }

  @SuppressWarnings("unchecked")
  public Map<String, AttributeValue> m() {
    return type == Type.M ? (Map<String, AttributeValue>) value : Map.of();
  }

  Type type() {
    return type;
  }

  Object value() {
    return value;
  }

  /// The elements of a set, those of binary data in Base64.
  @SuppressWarnings("unchecked")
  List<String> strings() {
    return (List<String>) value;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AttributeValue that && type == that.type && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return type.hashCode() * 31 + value.hashCode();
  }

  /// For tests: log lines must not quote items.
  @Override
  public String toString() {
    return type + ":" + value;
  }

  /// The data types, by their names in DynamoDB's JSON.
  enum Type {
    S,
    N,
    B,
    BOOL,
    NULL,
    SS,
    NS,
    BS,
    L,
    M
  }
}
