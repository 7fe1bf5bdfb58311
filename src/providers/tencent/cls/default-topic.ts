/** Where the log of a function goes that names no topic: SCF makes one by itself (cloud.tencent.com/document/product/858/18032). */
export const defaultTopic = {
  ClsLogsetId: '00000000-0000-4000-8000-00005cf10901',
  ClsTopicId: '00000000-0000-4000-8000-00005cf10902',
}
