/// How things are told: a verdict in, lines or JSON and an exit code out.
///
/// 1. Standard output has the answer and nothing else, standard error the rest. *Why: a new key
///    goes straight into a variable, a list into another program.*
/// 2. Text that others wrote is shown without control characters. *Why: a customer's name must not
///    move the cursor of an operator's terminal.*
/// 3. Always UTF-8, times in UTC, money as exact decimals. *Why: the same question has the same
///    answer on every machine.*
@NullMarked
package dev.streambed.cli.console;

import org.jspecify.annotations.NullMarked;
