package dev.streambed.runtime;

import java.util.List;

/// A response of the Runtime API.
///
/// @param fields names and values of the headers, alternating
/// @param reusable whether the connection can carry another request
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record RuntimeApiResponse(int status, List<String> fields, byte[] body, boolean reusable) {

  /// The value of this header, case-insensitive, or an empty string.
  String header(String name) {
    return header(fields, name);
  }

  static String header(List<String> fields, String name) {
    for (int at = 0; at < fields.size(); at += 2) {
      if (fields.get(at).equalsIgnoreCase(name)) {
        return fields.get(at + 1);
      }
    }
    return "";
  }
}
