package dev.streambed.gateway.dynamodb;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Random items, made with the SDK's types: every type, empty and nested, with awkward texts.
final class RandomItems {

  private static final String[] TEXTS = {
    "",
    "a",
    "\"",
    "\\",
    "\n\r\t\b\f",
    "\u0000\u001f",
    "/",
    "é",
    "\u0085\u2028\u2029",
    "水",
    "😀",
    "\uffff",
    "{\"S\":\"x\"}",
    "a\"b\\c😀d"
  };
  private static final String[] NUMBERS = {
    "0", "-0", "1.50", "1E+3", "-1e-130", "9.9999999999999999999999999999999999999E+125", "007"
  };
  private static final int DEEPEST = 6;

  private final Random random;

  RandomItems(long seed) {
    this.random = new Random(seed);
  }

  Map<String, AttributeValue> item() {
    return map(0);
  }

  private Map<String, AttributeValue> map(int depth) {
    Map<String, AttributeValue> item = new HashMap<>();
    for (int left = random.nextInt(5); left > 0; left--) {
      item.put(text() + left, value(depth + 1));
    }
    return item;
  }

  private AttributeValue value(int depth) {
    return switch (random.nextInt(depth < DEEPEST ? 10 : 8)) {
      case 0 -> AttributeValue.fromS(text());
      case 1 -> AttributeValue.fromN(number());
      case 2 -> AttributeValue.fromB(bytes());
      case 3 -> AttributeValue.fromBool(random.nextBoolean());
      case 4 -> AttributeValue.fromNul(true);
      case 5 -> AttributeValue.fromSs(several(this::text));
      case 6 -> AttributeValue.fromNs(several(this::number));
      case 7 -> AttributeValue.fromBs(several(this::bytes));
      case 8 -> AttributeValue.fromL(several(() -> value(depth + 1)));
      default -> AttributeValue.fromM(map(depth));
    };
  }

  private <T> List<T> several(java.util.function.Supplier<T> one) {
    List<T> list = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      list.add(one.get());
    }
    return list;
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
  }

  private String number() {
    return NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private SdkBytes bytes() {
    byte[] bytes = new byte[random.nextInt(6)];
    random.nextBytes(bytes);
    return SdkBytes.fromByteArray(bytes);
  }

  /// The same item in the gateway's types.
  static Map<String, dev.streambed.gateway.dynamodb.AttributeValue> ours(
      Map<String, AttributeValue> item) {
    Map<String, dev.streambed.gateway.dynamodb.AttributeValue> ours = new HashMap<>();
    item.forEach((name, value) -> ours.put(name, ours(value)));
    return ours;
  }

  private static dev.streambed.gateway.dynamodb.AttributeValue ours(AttributeValue value) {
    return switch (value.type()) {
      case S -> dev.streambed.gateway.dynamodb.AttributeValue.fromS(value.s());
      case N -> dev.streambed.gateway.dynamodb.AttributeValue.fromN(value.n());
      case B -> dev.streambed.gateway.dynamodb.AttributeValue.fromB(value.b().asByteArray());
      case BOOL -> dev.streambed.gateway.dynamodb.AttributeValue.fromBool(value.bool());
      case NUL -> dev.streambed.gateway.dynamodb.AttributeValue.fromNul();
      case SS -> dev.streambed.gateway.dynamodb.AttributeValue.fromSs(value.ss());
      case NS -> dev.streambed.gateway.dynamodb.AttributeValue.fromNs(value.ns());
      case BS ->
          dev.streambed.gateway.dynamodb.AttributeValue.fromBs(
              value.bs().stream().map(SdkBytes::asByteArray).toList());
      case L ->
          dev.streambed.gateway.dynamodb.AttributeValue.fromL(
              value.l().stream().map(RandomItems::ours).toList());
      case M -> dev.streambed.gateway.dynamodb.AttributeValue.fromM(ours(value.m()));
      case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException(value.toString());
    };
  }
}
