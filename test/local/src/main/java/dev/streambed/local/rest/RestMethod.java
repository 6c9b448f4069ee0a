package dev.streambed.local.rest;

import dev.streambed.local.template.Resource;

/// One method of a resource.
///
/// @param httpMethod the method, or `ANY`
/// @param integration what stands behind it
record RestMethod(String httpMethod, Integration integration) {

  static RestMethod of(Resource method) {
    method.only(
        "ApiKeyRequired",
        "AuthorizationType",
        "HttpMethod",
        "Integration",
        "MethodResponses",
        "OperationName",
        "ResourceId",
        "RestApiId");
    if (!method.optionalText("AuthorizationType").orElse("NONE").equals("NONE")) {
      throw method.unsupported("AuthorizationType " + method.text("AuthorizationType"));
    }
    if (method.flag("ApiKeyRequired")) {
      throw method.unsupported("ApiKeyRequired");
    }
    return new RestMethod(method.text("HttpMethod"), new IntegrationReader(method).read());
  }
}
