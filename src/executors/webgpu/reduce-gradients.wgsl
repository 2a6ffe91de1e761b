// Adds up, in order, the chunks of gradients that were made in chunks; one thread per vec4 of such a gradient.
// table: per block of 16 vec4: its place in the gradients, first vec4 of chunk 0, vec4 from chunk to chunk, 256 chunks +
// floats of the block that are the gradient's; the others may be anything and become 0.
struct Sizes { count4: u32, firstBlock: u32 }
@group(0) @binding(0) var<uniform> u: Sizes;
@group(0) @binding(1) var<storage, read> table: array<vec4u>;
@group(0) @binding(2) var<storage, read> partials: array<vec4f>;
@group(0) @binding(3) var<storage, read_write> gradients: array<vec4f>;

@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let i = item(id, groups);
  if (i >= u.count4) { return; }
  let entry = table[u.firstBlock + i / 16u];
  var source = entry.y + i % 16u;
  var sum = vec4f();
  let chunks = entry.w / 256u;
  for (var chunk = 0u; chunk < chunks; chunk++) {
    sum += partials[source];
    source += entry.z;
  }
  let own = vec4u(i % 16u * 4u) + vec4u(0u, 1u, 2u, 3u) < vec4u(entry.w % 256u);
  gradients[entry.x + i % 16u] = select(vec4f(), sum, own);
}
