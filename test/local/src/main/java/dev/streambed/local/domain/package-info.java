/// The values that all packages of the local stack share.
///
/// In: nothing. Out: [Arn], [Arns], [Json], and the one exception that ends a start.
///
/// 1. This package depends on no other package of the local stack.
/// 2. [LocalStackException] reports errors that the user can fix: its message says what is wrong
///    and what to do. Refusals at run time are responses, not exceptions.
@NullMarked
package dev.streambed.local.domain;

import org.jspecify.annotations.NullMarked;
