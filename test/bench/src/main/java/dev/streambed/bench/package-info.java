/// Measures the whole product on one machine. In: a cloud assembly (`cdk.out`); out: one table, and
/// JSON with every sample set.
///
/// 1. The bench measures the function's real package, started with its start script by the local
///    stack and called over a socket. *Why: a figure of a part is not a figure of the product.*
///    Figures that the product hides are measured with the gateway's classes, and are labelled as
///    such.
/// 2. Where possible, an answer is compared with the same answer straight from a Bedrock endpoint,
///    in the same run and alternately; the figure is the difference or the ratio. *Why: machines
///    differ and vary over time, which affects both.*
/// 3. The first rounds are discarded. *Why: the endpoint, the front doors, DynamoDB Local and the
///    client share a JVM that is slow at first; on AWS none of them runs in it.*
/// 4. The output warns if the machine is busy before the start. *Why: the figures would be invalid
///    without looking so.*
/// 5. A failed experiment is reported with the reason, and the others continue on a new stack.
///    *Why: minutes of measuring must not be lost, and a failure may leave the stack in any state.*
///
/// [Bench] runs the experiments on a [dev.streambed.bench.experiment.BenchStack]; package `figure`
/// represents their results.
///
/// Out of scope: the benchmarks behind the gateway's design decisions (`choices`), and the
/// correctness of answers (end-to-end tests).
@NullMarked
package dev.streambed.bench;

import org.jspecify.annotations.NullMarked;
