/// The values that the packages of the command line share: plain data, the results of commands, and
/// the one exception.
///
/// Nothing here depends on DynamoDB, AWS or picocli.
@NullMarked
package dev.streambed.cli.domain;

import org.jspecify.annotations.NullMarked;
