/// Amazon SQS, as far as a dead-letter queue needs it.
///
/// In: `AWS::SQS::Queue`, and messages that Lambda sends. Out: the messages, for whoever looks at
/// them through the control endpoint.
///
/// 1. A queue is a list in memory. Nobody receives from it: what it holds at the end of a test is
///    what was sent to it.
/// 2. Whether a sender may send is for the sender's side to ask of IAM, because Lambda asks it when
///    the destination is configured.
/// 3. Encryption, retention and `AWS::SQS::QueuePolicy` are accepted and have no effect: nothing
///    here leaves the machine, and only this stack sends.
///
/// Out of scope: SQS's own API, FIFO queues (refused at the start), redrive, visibility timeouts.
@NullMarked
package dev.streambed.local.queues;

import org.jspecify.annotations.NullMarked;
