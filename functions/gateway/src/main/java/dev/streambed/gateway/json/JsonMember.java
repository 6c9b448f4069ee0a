package dev.streambed.gateway.json;

/// One member of an object and where it stands in the text, as byte offsets.
///
/// @param name decoded: escapes in it are resolved
/// @param nameStart of the name's opening quote
/// @param valueStart of the value's first byte
/// @param end behind the value's last byte
public record JsonMember(String name, int nameStart, int valueStart, int end) {}
