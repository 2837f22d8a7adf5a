package io.echosphere.adapter.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsExecutionAttribute;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * A span for each request that an AWS client makes for a call, retries of the adapters included; a
 * stream's lasts as long as the stream. Requests for no call, such as warming up, have none, and
 * those that are called off neither: the SDK tells no interceptor of them. Holds nothing of what is
 * asked but the model's name. Thread-safe.
 */
final class AwsSpans implements ExecutionInterceptor {
  private static final ExecutionAttribute<Span> SPAN = new ExecutionAttribute<>("EchoSphereSpan");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final String BEDROCK = "BedrockRuntime";

  private final Tracer tracer;

  AwsSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    var parent = Parents.named();
    if (parent.isEmpty()) {
      return;
    }
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    var builder =
        tracer
            .spanBuilder(service + "." + operation)
            .setParent(parent.get())
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("rpc.system", "aws-api")
            .setAttribute("rpc.service", service)
            .setAttribute("rpc.method", operation);
    var region = attributes.getAttribute(AwsExecutionAttribute.AWS_REGION);
    if (region != null) {
      builder.setAttribute("cloud.region", region.id());
    }
    if (BEDROCK.equals(service)) {
      builder.setAttribute("gen_ai.operation.name", "chat");
      builder.setAttribute("gen_ai.provider.name", "aws.bedrock");
      context
          .request()
          .getValueForField("modelId", String.class)
          .ifPresent(model -> builder.setAttribute("gen_ai.request.model", model));
    }
    attributes.putAttribute(SPAN, builder.startSpan());
  }

  @Override
  public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
    Optional.ofNullable(attributes.getAttribute(SPAN))
        .ifPresent(span -> span.setAttribute(STATUS, (long) context.httpResponse().statusCode()));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    Optional.ofNullable(attributes.getAttribute(SPAN)).ifPresent(Span::end);
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    var span = attributes.getAttribute(SPAN);
    if (span != null) {
      fail(span, context.exception());
      span.end();
    }
  }

  /** What went wrong, without the service's message: it may quote the request. */
  private static void fail(Span span, Throwable thrown) {
    String type = thrown.getClass().getSimpleName();
    if (thrown instanceof AwsServiceException refused) {
      type =
          Optional.ofNullable(refused.awsErrorDetails())
              .map(AwsErrorDetails::errorCode)
              .orElse(type);
      span.setAttribute(STATUS, (long) refused.statusCode());
      if (refused.requestId() != null) {
        span.setAttribute("aws.request_id", refused.requestId());
      }
    }
    span.setAttribute(OpenTelemetryTelemetry.ERROR_TYPE, type);
    span.setStatus(StatusCode.ERROR);
  }
}
