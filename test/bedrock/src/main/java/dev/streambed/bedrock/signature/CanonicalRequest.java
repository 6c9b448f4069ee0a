package dev.streambed.bedrock.signature;

import dev.streambed.bedrock.protocol.RequestTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The text that Signature Version 4 hashes for a request.
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html>
final class CanonicalRequest {

  private static final Pattern AMPERSAND = Pattern.compile("&");
  private static final String UNRESERVED = "-_.~";

  private CanonicalRequest() {}

  static String of(SignedRequest request, List<String> signedHeaders, String bodyHash) {
    return String.join(
        "\n",
        request.method(),
        escaped(request.rawPath(), "/"),
        query(request.rawQuery()),
        headers(request, signedHeaders),
        String.join(";", signedHeaders),
        bodyHash);
  }

  private static String query(String raw) {
    return AMPERSAND
        .splitAsStream(raw)
        .filter(parameter -> !parameter.isEmpty())
        .map(CanonicalRequest::parameter)
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String parameter(String raw) {
    int equals = raw.indexOf('=');
    String name = equals < 0 ? raw : raw.substring(0, equals);
    String value = equals < 0 ? "" : raw.substring(equals + 1);
    return escaped(RequestTarget.decoded(name), "")
        + "="
        + escaped(RequestTarget.decoded(value), "");
  }

  private static String headers(SignedRequest request, List<String> names) {
    StringBuilder lines = new StringBuilder();
    for (String name : names) {
      lines.append(name).append(':').append(value(request, name)).append('\n');
    }
    return lines.toString();
  }

  private static String value(SignedRequest request, String name) {
    return request.values(name).stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private static String escaped(String text, String alsoKept) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char character = (char) (octet & 0xff);
      if (isKept(character, alsoKept)) {
        escaped.append(character);
      } else {
        escaped.append('%').append("%02X".formatted((int) character));
      }
    }
    return escaped.toString();
  }

  private static boolean isKept(char character, String alsoKept) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || UNRESERVED.indexOf(character) >= 0
        || alsoKept.indexOf(character) >= 0;
  }
}
