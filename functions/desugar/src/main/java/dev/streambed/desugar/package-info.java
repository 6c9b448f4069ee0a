/// Rewrites a jar: a lambda, a method reference or a pattern switch is compiled to an
/// `invokedynamic` instruction, whose class the JVM generates at run time, at each start again.
/// Here these classes and methods are generated once, as part of the build.
///
/// 1. The jar is rewritten and not the source. *Why: the code stays as it reads best, and libraries
///    gain too.*
/// 2. What it does not know stays as it is: serializable lambdas, switches on primitives or enum
///    constants, the methods of records. *Why: they work without it, and few are on the way of a
///    start.*
///
/// For the reasons and figures, see docs/decisions/0017.
@NullMarked
package dev.streambed.desugar;

import org.jspecify.annotations.NullMarked;
