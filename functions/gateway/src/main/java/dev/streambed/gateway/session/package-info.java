/// Which answers are running, and which of them are to end: an answer's name in, and a
/// [dev.streambed.gateway.domain.StopCause] out to whoever writes it.
///
/// A call that stops an answer is seldom handled by the process that writes it. They meet in the
/// table `sessions`: the one who writes puts a row, looks at it while it writes, and deletes it;
/// the one who stops leaves a word in it.
///
/// 1. A row's key has the customer in it. *Why: callers choose ids; nobody can then stop, find or
///    block another customer's answer, and all that is not there is refused alike.*
/// 2. The first look comes after 250 ms, the next ones 250 ms after the one before. *Why: most
///    answers to a machine are over by then and cost no read at all, and four small reads a second
///    are the price of a stop that feels like one.*
/// 3. The row of an answer whose id was chosen by its caller is put before anything is counted, and
///    only if that id does not run. *Why: two answers of one name could not be told apart.* Every
///    other row is put beside the model's work, which does not wait for it.
/// 4. A failing table fails no answer: it leaves one line, and the answer cannot be stopped. *Why:
///    no bill rests on this table.*
/// 5. Rows that nobody deleted count until the answer's deadline and a minute, by their own
///    `expiresAt`. *Why: DynamoDB deletes expired rows days later.*
///
/// On a WebSocket the table also holds whose a connection is ([WebSocketConnections]), the answers
/// on it ([WebSocketAnswers]) and prompts that come in parts ([PromptParts]).
///
/// 6. An answer's row on a connection is changed by conditions, from `gathering` or nothing to
///    `accepted`, to `running`, to `ended`. *Why: messages of one connection are handled side by
///    side, and Lambda delivers events more than once; each step is taken by one of them.* It stays
///    when the answer has ended. *Why: a client that uses an id twice could not tell two answers
///    apart.* One that nobody has begun goes from `accepted` to `ended` at once
///    ([UnstartedAnswers]), and then nobody can begin it. *Why: events of Lambda's come late and
///    twice; an answer is either written or ended unwritten, never both.*
/// 7. A condition holds for whoever made it true, too. *Why: the SDK repeats a write whose answer
///    was lost, and must not find itself in its own way.*
///
/// Out of scope: how an answer ends (the root package's relay), who is asking (`auth`), what is
/// posted to connections (`push`, `reply`).
@NullMarked
package dev.streambed.gateway.session;

import org.jspecify.annotations.NullMarked;
