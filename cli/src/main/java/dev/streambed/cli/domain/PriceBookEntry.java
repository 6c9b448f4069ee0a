package dev.streambed.cli.domain;

import java.util.OptionalLong;

/// A price book in the table, without its prices.
///
/// @param version how records name it
/// @param models how many it has prices of, if the table says so
/// @param createdAt ISO instant, or empty
/// @param isUsed whether answers are priced by it
public record PriceBookEntry(
    String version, OptionalLong models, String createdAt, boolean isUsed) {}
