// Adds up, in order, the chunks of every gradient that was made in chunks; one thread per vec4 of the flat gradients.
// table: per block of 16 vec4: first vec4 of chunk 0, vec4 from chunk to chunk, chunks (0: nothing waits there).
struct Sizes { count4: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> table: array<vec4u>;
@group(0) @binding(2) var<storage, read> partials: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> gradients: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  if (i >= u.count4) { return; }
  let entry = table[i / 16u];
  if (entry.z == 0u) { return; }
  var source = entry.x + i % 16u;
  var sum = vec4f();
  for (var chunk = 0u; chunk < entry.z; chunk++) {
    sum += partials[source];
    source += entry.y;
  }
  gradients[i] = sum;
}
