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

/** A form with one part named {@code file}; other parts are passed over. */
public final class MultipartBody implements BodyParser, MultiPart.Parser.Listener {
  /** What headers and boundaries and small fields may take beside the picture. */
  private static final int FORM_OVERHEAD = 64 * 1024;

  private static final int MAX_PART_HEADERS = 8 * 1024;
  private static final int MAX_PARTS = 20;
  private static final String PART = "file";

  private final int maxBytes;
  private final MultiPart.Parser parser;
  private Map<String, String> disposition = Map.of();
  private MediaType partType = MediaType.of("");
  private Optional<ImageBuffer> file = Optional.empty();
  private MediaType fileType = partType;
  private Optional<String> fileName = Optional.empty();
  private boolean inFile;
  private boolean complete;
  private ProblemException refusal;

  public MultipartBody(String boundary, int maxBytes) {
    this.maxBytes = maxBytes;
    this.parser = new MultiPart.Parser(boundary, this);
    parser.setMaxParts(MAX_PARTS);
    parser.setPartHeadersMaxLength(MAX_PART_HEADERS);
  }

  @Override
  public void accept(ByteBuffer piece, boolean last) throws ProblemException {
    parser.parse(Content.Chunk.from(piece, last));
    if (refusal != null) {
      throw refusal;
    }
  }

  @Override
  public UploadedImage picture(Optional<String> traceparent) throws ProblemException {
    if (!complete) {
      throw new ProblemException(Problem.badRequest("The form ends before its closing boundary."));
    }
    if (file.isEmpty()) {
      throw new ProblemException(
          Problem.badRequest("The form has no file in a part named 'file'."));
    }
    return new UploadedImage(
        file.get().toByteArray(), Optional.of(fileType.type()), fileName, traceparent);
  }

  @Override
  public int maxPicture() {
    return maxBytes;
  }

  @Override
  public long maxBody() {
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
    inFile = PART.equals(disposition.get("name"));
    if (!inFile) {
      return;
    }
    if (file.isPresent()) {
      refuse(Problem.badRequest("The form has more than one part named 'file'; send one picture."));
    } else if (!partType.isImage() && !partType.isUnknown()) {
      refuse(Problem.unsupportedMediaType());
    }
    file = Optional.of(new ImageBuffer(maxBytes));
    fileType = partType;
    fileName = Optional.ofNullable(disposition.get("filename")).flatMap(FileNames::harmless);
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    try {
      if (inFile && refusal == null && file.isPresent()) {
        file.get().add(chunk.getByteBuffer());
      }
    } catch (ProblemException e) {
      refusal = e;
    }
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable failure) {
    refuse(Problem.badRequest("The form is not well-formed multipart/form-data."));
  }

  private void refuse(Problem problem) {
    if (refusal == null) {
      refusal = new ProblemException(problem);
    }
  }
}
