package dev.streambed.cdk.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the deployer chooses of the function: where its code is, memory, concurrency, requests. */
final class FunctionParameters {
  private static final String CODE = "Code";
  private static final String FUNCTION = "Function";
  private static final String BUCKET = "CodeBucket";
  private static final String PREFIX = "CodePrefix";
  private static final String MEMORY = "MemorySize";
  private static final String CONCURRENCY = "ReservedConcurrency";
  private static final String CONCURRENCY_PROPERTY = "ReservedConcurrentExecutions";
  private static final String REQUESTS = "RequestsPerDay";
  private static final String REQUESTS_VARIABLE = "STREAMBED_REQUESTS_PER_DAY";
  private static final int LEAST_MEMORY = 256;
  private static final int MOST_MEMORY = 10_240;

  private final ParameterSection section;
  private final ObjectNode function;
  private final ObjectNode version;

  FunctionParameters(Resources resources, ParameterSection section) {
    this.section = section;
    this.function = resources.onlyProperties("AWS::Lambda::Function");
    this.version = resources.onlyProperties("AWS::Lambda::Version");
  }

  void addAll(String zip) {
    addCode(zip);
    addMemory();
    addConcurrency();
    addRequests();
    // CloudFormation publishes a version once per logical id and description. The id holds the hash
    // of the function, in which the values of parameters are not.
    version.set("Description", Json.sub("%1$s ${%1$s}, %2$s ${%2$s}".formatted(MEMORY, REQUESTS)));
  }

  private void addCode(String zip) {
    section.add(
        CODE,
        BUCKET,
        "Bucket",
        Json.object()
            .put("Type", "String")
            .put("AllowedPattern", "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
            .put("Description", "The S3 bucket in this Region that " + zip + " was uploaded to")
            .put("ConstraintDescription", "the name of a bucket"));
    section.add(
        CODE,
        PREFIX,
        "Prefix",
        ParameterSection.text(
            "",
            "([A-Za-z0-9!_.*'()-]+/)*",
            "nothing, or folders that each end in a slash",
            "What stands before " + zip + " in its key, such as streambed/"));
    var code = function.putObject("Code");
    code.set("S3Bucket", Json.ref(BUCKET));
    code.set("S3Key", Json.sub("${" + PREFIX + "}" + zip));
  }

  private void addMemory() {
    var chosen = function.path(MEMORY).asLong();
    section.add(
        FUNCTION,
        MEMORY,
        "Memory",
        ParameterSection.number(
            LEAST_MEMORY, MOST_MEMORY, chosen, "Memory of the function in MB; CPU grows with it"));
    function.set(MEMORY, Json.ref(MEMORY));
  }

  private void addConcurrency() {
    section.add(
        FUNCTION,
        CONCURRENCY,
        "Reserved concurrency",
        ParameterSection.optionalNumber(
            function.path(CONCURRENCY_PROPERTY).asText(""),
            "Answers at one time, taken from the account's concurrency; nothing: no reservation"));
    var condition = section.unless(CONCURRENCY, "");
    function.set(CONCURRENCY_PROPERTY, Json.valueIf(condition, Json.ref(CONCURRENCY)));
  }

  private void addRequests() {
    var variables = (ObjectNode) function.at("/Environment/Variables");
    section.add(
        FUNCTION,
        REQUESTS,
        "Requests per day",
        ParameterSection.optionalNumber(
            variables.path(REQUESTS_VARIABLE).asText(""),
            "Requests in a UTC day of a customer without limits of its own; nothing: the function's"
                + " default"));
    var condition = section.unless(REQUESTS, "");
    variables.set(REQUESTS_VARIABLE, Json.valueIf(condition, Json.ref(REQUESTS)));
  }
}
