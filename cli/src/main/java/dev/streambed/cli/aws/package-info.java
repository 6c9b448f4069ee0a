/// What AWS's failures mean: a name or an exception in, a sentence for the person at the keyboard
/// out.
///
/// 1. Of AWS's own words only the name of the action that is not allowed is taken. *Why: the rest
///    names accounts, roles and ARNs, and goes into tickets and chats.*
@NullMarked
package dev.streambed.cli.aws;

import org.jspecify.annotations.NullMarked;
