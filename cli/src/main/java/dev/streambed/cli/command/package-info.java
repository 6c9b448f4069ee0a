/// The commands: arguments in, a verdict out.
///
/// A class a command, with its options as fields, as picocli wants them. [AccountHandler] is what
/// all of them work with; [CommandTree] puts them together.
///
/// 1. Everything that can be said to be wrong about arguments is said before a table is opened.
///    *Why: nothing half-done stays behind, and nobody waits for AWS to hear of a typing error.*
/// 2. A new key is the only line on standard output. *Why: `key=$(…)` is how it gets into a
///    secret store without being seen.*
/// 3. Asking for what is already so is no error. *Why: scripts are run twice.*
@NullMarked
package dev.streambed.cli.command;

import org.jspecify.annotations.NullMarked;
