package dev.streambed.gateway.limit;

import dev.streambed.gateway.vocabulary.Problem;

/// Whether a call goes on to the model.
public sealed interface Admission {

  record Admitted(Permit permit) implements Admission {}

  record Refused(Problem problem) implements Admission {}
}
