/// The command line: what a person or a script asks for in, the answer and an exit code out.
///
/// Arguments become a command, the command is told where the tables are, works on them, and its
/// verdict is told:
///
/// | package | in → out |
/// |---|---|
/// | `command` | arguments → what is asked for |
/// | `place` | a stack's name, or the local stack → its tables, opened |
/// | `store` | what is asked of customers, keys and usage → items read and written |
/// | `aws` | what AWS refuses or fails with → a sentence |
/// | `console` | a verdict → lines or JSON, and an exit code |
/// | `vocabulary` | what the others hand to each other |
///
/// 1. Expected refusals are verdicts with a sentence and an exit code of their own. *Why: scripts
///    tell an unknown customer from a broken network.*
/// 2. What AWS says in words is never shown, only what its error is called. *Why: its messages
///    quote accounts, ARNs and keys.*
/// 3. Whatever changes more than one item is one transaction. *Why: nothing half-done stays
///    behind.* The one exception is pricing a month again, which may touch a million records: each
///    is whole by itself, and the command can be repeated.
///
/// Out of scope: whoever calls the gateway (`functions/gateway`), deploying (`infra`).
@NullMarked
package dev.streambed.cli;

import org.jspecify.annotations.NullMarked;
