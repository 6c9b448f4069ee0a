/// What the rooms of the command line hand to each other: plain values, a verdict, and the one
/// exception.
///
/// Nothing here knows DynamoDB, AWS or picocli.
@NullMarked
package dev.streambed.cli.domain;

import org.jspecify.annotations.NullMarked;
