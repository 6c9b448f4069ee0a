/// The command line: takes the arguments of a person or a script, prints the output and ends with
/// an exit code.
///
/// The arguments select a command. The command opens the tables of a stack, reads and changes them,
/// and its result is printed:
///
/// | package | purpose |
/// |---|---|
/// | `command` | the commands with their options, and how their output looks |
/// | `stack` | opens the tables of a deployed or a local stack, and explains errors of AWS |
/// | `reconcile` | compares usage records with Bedrock's invocation log, for the command of that name |
/// | `smoke` | checks a running gateway from outside, for the command of that name |
/// | `tables` | reads and writes customers, API keys, usage records and price books |
/// | `console` | prints results as text or JSON, and knows the exit codes |
/// | `domain` | the values that the other packages share |
///
/// 1. An expected refusal is a result with a sentence and an exit code of its own. *Why: scripts
///    must tell an unknown customer from a broken network.*
/// 2. Error messages of AWS are never shown, only their codes. *Why: the messages quote accounts,
///    ARNs and keys.*
/// 3. A change of more than one item is one transaction. *Why: a failure must not leave a part of
///    it behind.* The exception is pricing a month again, which may change a million records: each
///    record is written by itself, and the command can be repeated.
///
/// Out of scope: the gateway itself (`functions/gateway`) and deployment (`infra`).
@NullMarked
package dev.streambed.cli;

import org.jspecify.annotations.NullMarked;
