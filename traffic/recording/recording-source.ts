// A recording of `vnet record` as a traffic source; one that is cut or damaged is read up to its last whole block.
import {
  isRecording,
  RecordingReader,
  type RecordingEnd,
} from "../../dataplane/recording/recording-reader.ts";
import { TrafficBatch } from "../../engine/observe/traffic-batch.ts";
import { TrafficError } from "../traffic-errors.ts";
import type { TrafficEnd, TrafficFormat, TrafficInput, TrafficSource } from "../traffic-source.ts";
import { isLong, spreadSample, takeWhole } from "./spread-sample.ts";

export const recordingFormat: TrafficFormat = {
  name: "a recording of `vnet record`",
  recognises: isRecording,
  read: readRecordedTraffic,
};

/** Reading throws a `TrafficError` for a recording of another version, and for one that breaks off or is damaged before any sample. */
function readRecordedTraffic(input: TrafficInput): TrafficSource {
  const reader = new RecordingReader();
  let end: TrafficEnd | undefined;
  async function* batches(): AsyncGenerator<TrafficBatch> {
    const traffic = new TrafficBatch();
    for await (const chunk of input.chunks) {
      traffic.clear();
      for (const sample of reader.push(chunk)) {
        if (!isLong(sample)) {
          spreadSample(sample, traffic);
          continue;
        }
        if (traffic.length > 0) yield traffic;
        takeWhole(sample, traffic);
        yield traffic;
        traffic.clear();
      }
      if (traffic.length > 0) yield traffic;
      if (reader.isOver) break;
    }
    end = endOf(input.name, reader.end());
  }
  return {
    batches: batches(),
    names: reader.names,
    end: () => end,
    progress: () => input.progress(),
    close: () => input.close(),
  };
}

function endOf(name: string, { samples, fault }: RecordingEnd): TrafficEnd {
  if (fault === undefined) return { truncated: false, leftOut: [] };
  if (samples > 0) return { truncated: true, fault: fault.message, leftOut: [] };
  const code = fault.reason === "newer" ? "VNET_ERR_TRAFFIC_FOREIGN" : "VNET_ERR_TRAFFIC_BROKEN";
  throw new TrafficError(code, `cannot read \`${name}\`: ${fault.message}`);
}
