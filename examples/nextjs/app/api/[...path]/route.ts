import { attachmentRoute } from '../../kombo'

async function answer(request: Request): Promise<Response> {
  return (await attachmentRoute()).fetch(request)
}

export { answer as GET, answer as POST }
