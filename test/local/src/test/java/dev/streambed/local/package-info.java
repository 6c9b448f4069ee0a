/// Tests of the stack as a whole, and shared code of its packages' tests.
///
/// In: [SampleAssembly], a small cloud assembly as CDK synthesizes it. Out: what callers, the
/// operating system and other programs see of the stack.
@NullMarked
package dev.streambed.local;

import org.jspecify.annotations.NullMarked;
