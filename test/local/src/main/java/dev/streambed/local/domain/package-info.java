/// The few words that every room of the local stack uses.
///
/// In: nothing. Out: [Arn], [Arns], [Json], and the one exception that ends a start.
///
/// 1. Nothing here knows a room, so that rooms never meet through it.
/// 2. [LocalStackException] is for what the person who started the stack can mend: its message says
///    what is wrong and what to do. Refusals at run time are answers, not exceptions.
@NullMarked
package dev.streambed.local.domain;

import org.jspecify.annotations.NullMarked;
