package dev.streambed.gateway.transport;

import dev.streambed.gateway.vocabulary.Call;
import dev.streambed.gateway.vocabulary.Problem;
import dev.streambed.gateway.vocabulary.RequestId;
import dev.streambed.gateway.vocabulary.ReturnPath;

/// What a Lambda event turned out to be.
public sealed interface Arrival {

  ReturnPath back();

  /// A call that can be answered.
  record Arrived(Call call, ReturnPath back) implements Arrival {}

  /// Something that cannot.
  record Refused(Problem problem, RequestId requestId, ReturnPath back) implements Arrival {}
}
