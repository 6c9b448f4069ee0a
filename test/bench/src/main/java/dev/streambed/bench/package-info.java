/// Measures the product as a whole, as it runs on one machine. In: a cloud assembly (`cdk.out`);
/// out: one table, and JSON with every sample set.
///
/// 1. What is measured is the function's real package, started through its wrapper by the local
///    stack, called over a socket. *Why: a figure of a part is not a figure of the product.* What
///    the product hides is measured with the gateway's own classes, and said to be.
/// 2. Whatever can be is measured against the same answer straight from a Bedrock endpoint, in the
///    same run and in turns; the figure is the difference or the ratio. *Why: machines differ and
///    have moods, and both ways share them.*
/// 3. The first rounds never count. *Why: the endpoint, the front doors, DynamoDB Local and the
///    client share a JVM that is slow at first; on AWS none of them is ours.*
/// 4. A machine that is busy before the start is named in the output. *Why: the figures are then
///    worth nothing, and look as if they were.*
/// 5. An experiment that fails is named with the reason, and the others go on on a new stage. *Why:
///    minutes of measuring are not to be lost, and what failed may have left anything behind.*
///
/// [Bench] runs the experiments on a [dev.streambed.bench.experiment.BenchStack]; what they found
/// is in the words of `figure`.
///
/// Out of scope: what the gateway's decisions were measured with, which is in `choices`; whether an
/// answer is right, which the end-to-end tests own.
@NullMarked
package dev.streambed.bench;

import org.jspecify.annotations.NullMarked;
