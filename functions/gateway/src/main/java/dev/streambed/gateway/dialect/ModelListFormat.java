package dev.streambed.gateway.dialect;

import dev.streambed.gateway.domain.ModelDescription;
import dev.streambed.gateway.domain.RequestId;
import dev.streambed.gateway.domain.ResponseSink;
import dev.streambed.gateway.response.ProblemFormat;
import java.io.IOException;
import java.util.List;

/// How the models that a caller may use are written, in the API that it speaks.
///
/// Both methods throw [IOException] when the caller cannot be reached any more.
public interface ModelListFormat extends ProblemFormat {

  void models(ResponseSink sink, List<ModelDescription> models, RequestId requestId)
      throws IOException;

  void model(ResponseSink sink, ModelDescription model, RequestId requestId) throws IOException;
}
