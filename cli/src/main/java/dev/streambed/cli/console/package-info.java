/// The console: prints results as text or JSON, and knows the exit codes.
///
/// 1. Standard output has the output of the command and nothing else; notes and errors go to
///    standard error. *Why: a new key goes into a variable, a list into another program.*
/// 2. Text that others wrote is printed without control characters. *Why: a customer's name must
///    not control the terminal of an operator.*
/// 3. Output is UTF-8, times are in UTC, money is in exact decimals. *Why: the output must be the
///    same on every machine.*
@NullMarked
package dev.streambed.cli.console;

import org.jspecify.annotations.NullMarked;
