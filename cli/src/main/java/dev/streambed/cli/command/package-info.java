/// The commands: parse arguments, run and return a result.
///
/// Each command is a class whose fields are its options, as picocli reads them. The commands of a
/// group are in one file ([CustomerCommands], [KeyCommands], [PriceCommands]); large ones have a
/// file of their own. [CommandRunner] puts them together, and [CommandContext] is what all of them
/// need. `…Options` are options that several commands share, `…View` formats output.
///
/// 1. Arguments are checked completely before a table is opened. *Why: a typing error must change
///    nothing, and nobody should wait for AWS to learn of it.*
/// 2. A new key is the only line on standard output. *Why: `key=$(…)` moves it into a secret store
///    without showing it.*
/// 3. A command that finds its work done already succeeds. *Why: scripts run twice.*
/// 4. Names that changed stay as aliases: `tokens` for `keys`, `--token` for `--key`,
///    `--issue-token` for `--issue-key`. Fields of JSON output never change their names.
@NullMarked
package dev.streambed.cli.command;

import org.jspecify.annotations.NullMarked;
