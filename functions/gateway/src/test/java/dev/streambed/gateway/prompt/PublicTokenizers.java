package dev.streambed.gateway.prompt;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.List;

/// Tokenizers that are public. Those of most of Bedrock's models are not, but all are byte-pair
/// encodings: an early one with few tokens of other languages, and two as they are usual now.
final class PublicTokenizers {

  private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

  static final Encoding EARLY = REGISTRY.getEncoding(EncodingType.P50K_BASE);
  static final Encoding USUAL = REGISTRY.getEncoding(EncodingType.CL100K_BASE);
  static final Encoding LARGE = REGISTRY.getEncoding(EncodingType.O200K_BASE);

  private PublicTokenizers() {}

  /// The most tokens that any of the present ones makes of a text.
  static long present(String text) {
    return most(List.of(USUAL, LARGE), text);
  }

  static long any(String text) {
    return most(List.of(EARLY, USUAL, LARGE), text);
  }

  private static long most(List<Encoding> encodings, String text) {
    return encodings.stream()
        .mapToLong(encoding -> encoding.countTokensOrdinary(text))
        .max()
        .orElseThrow();
  }
}
