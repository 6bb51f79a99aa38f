package dev.imageclassifier.web.http.upload;

import dev.imageclassifier.web.http.problem.Problem;
import dev.imageclassifier.web.http.problem.ProblemException;
import dev.imageclassifier.web.pending.UploadedImage;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/** A form with the image in a part named {@code file}. Other parts are ignored. */
final class MultipartBody implements BodyParser, MultiPart.Parser.Listener {
  /** Bytes allowed for boundaries, part headers and other small parts. */
  private static final int FORM_OVERHEAD = 64 * 1024;

  private static final int MAX_PART_HEADER_BYTES = 8 * 1024;
  private static final int MAX_PARTS = 20;
  private static final String FILE_PART = "file";

  private final int maxBytes;
  private final MultiPart.Parser parser;
  private Map<String, String> disposition = Map.of();
  private MediaType partType = MediaType.of("");
  private Optional<ImageBuffer> file = Optional.empty();
  private MediaType fileType = partType;
  private Optional<String> fileName = Optional.empty();
  private boolean inFile;
  private boolean complete;
  private ProblemException failure;

  MultipartBody(String boundary, int maxBytes) {
    this.maxBytes = maxBytes;
    this.parser = new MultiPart.Parser(boundary, this);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_PART_HEADER_BYTES);
  }

  @Override
  public void parse(ByteBuffer chunk, boolean last) throws ProblemException {
    parser.parse(Content.Chunk.from(chunk, last));
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public UploadedImage image(Optional<String> traceparent) throws ProblemException {
    if (!complete) {
      throw new ProblemException(Problem.badRequest("The form ends before its closing boundary."));
    }
    if (file.isEmpty()) {
      throw new ProblemException(Problem.badRequest("The form has no part named 'file'."));
    }
    return new UploadedImage(
        file.get().toByteArray(), Optional.of(fileType.type()), fileName, traceparent);
  }

  @Override
  public int maxImageBytes() {
    return maxBytes;
  }

  @Override
  public long maxBodyBytes() {
    return (long) maxBytes + FORM_OVERHEAD;
  }

  @Override
  public void onPartBegin() {
    disposition = Map.of();
    partType = MediaType.of("");
  }

  @Override
  public void onPartHeader(String name, String value) {
    switch (name.toLowerCase(Locale.ROOT)) {
      case "content-disposition" -> {
        Map<String, String> parameters = new HashMap<>();
        HttpField.getValueParameters(value, parameters);
        disposition = parameters;
      }
      case "content-type" -> partType = MediaType.of(value);
      default -> {}
    }
  }

  @Override
  public void onPartHeaders() {
    inFile = FILE_PART.equals(disposition.get("name"));
    if (!inFile) {
      return;
    }
    if (file.isPresent()) {
      fail(Problem.badRequest("The form has several parts named 'file'. Send one image."));
    } else if (!partType.isImage() && !partType.isUnknown()) {
      fail(Problem.unsupportedMediaType());
    }
    file = Optional.of(new ImageBuffer(maxBytes));
    fileType = partType;
    fileName = Optional.ofNullable(disposition.get("filename")).flatMap(FileNames::sanitize);
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    try {
      if (inFile && failure == null && file.isPresent()) {
        file.get().append(chunk.getByteBuffer());
      }
    } catch (ProblemException e) {
      failure = e;
    }
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable cause) {
    fail(Problem.badRequest("Malformed multipart/form-data body."));
  }

  private void fail(Problem problem) {
    if (failure == null) {
      failure = new ProblemException(problem);
    }
  }
}
